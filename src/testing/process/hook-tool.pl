# Every hook tool is a symbolic link to this file: it hands its name, its arguments and its stdin to the model that
# listens on the agent's socket, and ends as the model says. In Perl without a module, as each call pays for its start:
# loading Socket alone takes several times as long as all else.
my ($context, $address) = @ENV{qw(JUJU_CONTEXT_ID JUJU_AGENT_SOCKET_ADDRESS)};
end(1, '', "ERROR JUJU_CONTEXT_ID not set\n") unless defined $context && defined $address;

my ($tool) = $0 =~ m{([^/]+)$};
my $reads_stdin = $tool eq 'relation-set' && grep { $_ eq '-' || /=-$/ } @ARGV;
my $stdin = $reads_stdin ? do { local $/; <STDIN> } // '' : '';

# argv holds no NUL, so that one can end each part of the request; stdin is the rest.
$SIG{PIPE} = 'IGNORE';
# AF_UNIX, SOCK_STREAM and struct sockaddr_un: on macOS it starts with its length.
my $end = $^O eq 'darwin' ? pack('C C a104', 106, 1, $address) : pack('S a108', 1, $address);
socket my $agent, 1, 1, 0;
connect $agent, $end or end(1, '', "ERROR $!\n");
my $request = join("\0", $context, scalar @ARGV + 1, $tool, @ARGV, $stdin);
for (my $sent = 0; $sent < length $request;) {
  $sent += syswrite($agent, $request, length $request, $sent) // last;
}
shutdown $agent, 1;

my $answer = do { local $/; <$agent> } // '';
my ($code, $length, $output) = $answer =~ /^(\d+) (\d+)\n(.*)/s
  or end(1, '', "ERROR connection closed\n");
end($code, substr($output, 0, $length), substr($output, $length));

sub end {
  my ($code, $stdout, $stderr) = @_;
  print STDOUT $stdout;
  print STDERR $stderr;
  exit $code;
}
