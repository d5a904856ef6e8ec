/** Where Debian and Ubuntu have Perl, on each machine: perl-base is an essential package. */
export const perl = '/usr/bin/perl';

/**
 * Subroutines for a Perl program that runs a script and may have to end all that it has started. Only a subreaper (prctl(2))
 * finds children that have left their session, and leaves no mark in their environment. The program has to `use POSIX`.
 */
export const scriptFamily = String.raw`
# What is started and left behind becomes a child of this process, whatever session it is in.
sub adopt_orphans {
  my $prctl = $^O eq 'linux' ? { x86_64 => 157, aarch64 => 167 }->{(POSIX::uname())[4]} : undef;
  syscall($prctl, 36, 1, 0, 0, 0) if defined $prctl;
}

# The processes that this one has started, and those that they have, wherever they are.
sub descendants {
  my %children;
  opendir(my $proc, '/proc') or return;
  for my $pid (grep { /^\d+$/ } readdir $proc) {
    my ($state, $parent) = slurp("/proc/$pid/stat") =~ /.*\) (\S) (\d+)/s or next;
    push @{ $children{$parent} }, $pid if $state ne 'Z' && $state ne 'X';
  }
  my @found = @{ $children{$$} // [] };
  for (my $at = 0; $at < @found; $at++) { push @found, @{ $children{$found[$at]} // [] } }
  return @found;
}

# Seconds that pass whatever becomes of the clock.
sub ticks { return (POSIX::times())[0] / POSIX::sysconf(POSIX::_SC_CLK_TCK()) }

# What a child has to say before it becomes the script. A signal that comes meanwhile ends no reading.
sub read_reason {
  my ($from) = @_;
  while (1) {
    my $count = sysread $from, my $text, 256;
    return $count ? $text : '' if defined $count;
    return '' if $! != POSIX::EINTR();
  }
}

sub slurp {
  my ($file) = @_;
  open(my $in, '<', $file) or return '';
  local $/;
  return <$in> // '';
}
`;
