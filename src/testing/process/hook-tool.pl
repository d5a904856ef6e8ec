# Every hook tool is a symbolic link to this file: it hands its name, its arguments and its stdin to the model that
# listens on the agent's socket, and ends as the model says. In Perl, as each call pays for the start of its runtime.
use strict;
use warnings;
use Socket;

my ($context, $address) = @ENV{qw(JUJU_CONTEXT_ID JUJU_AGENT_SOCKET_ADDRESS)};
end(1, '', "ERROR JUJU_CONTEXT_ID not set\n") unless defined $context && defined $address;

my ($tool) = $0 =~ m{([^/]+)$};
my $reads_stdin = $tool eq 'relation-set' && grep { $_ eq '-' || /=-$/ } @ARGV;
my $stdin = $reads_stdin ? do { local $/; <STDIN> } // '' : '';

# argv holds no NUL, so that one can end each part of the request; stdin is the rest.
$SIG{PIPE} = 'IGNORE';
socket my $agent, AF_UNIX, SOCK_STREAM, 0;
connect $agent, pack_sockaddr_un($address) or end(1, '', "ERROR $!\n");
my $request = join("\0", $context, scalar @ARGV + 1, $tool, @ARGV, $stdin);
for (my $sent = 0; $sent < length $request;) {
  $sent += syswrite($agent, $request, length $request, $sent) // last;
}
shutdown $agent, SHUT_WR;

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
