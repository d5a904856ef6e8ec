import { scriptFamily } from './perl.ts';

/**
 * Runs a script to its end, or to a limit, and then ends all that it has started, in Perl. It goes on to keep the limit where the charm ends, and ends the script then.
 *
 * Arguments are seconds, the seconds between the request to end and the kill, and the script's absolute path. It says on
 * descriptor 3 what has become of the script, a line for each: `not-started <reason>`, `exited <code>`,
 * `killed <number of the signal>`, `over-limit`. The script writes into pipes, as a file daemon gives it, not into the
 * sockets that Node has in their place: /dev/stderr can't be opened then.
 */
export const supervisor = String.raw`
use strict;
use warnings;
use Fcntl qw(F_SETFD FD_CLOEXEC);
use POSIX qw(:sys_wait_h :signal_h);

my ($seconds, $grace, $file) = @ARGV;
open(my $answer, '>&=', 3) or die "there is no descriptor 3: $!\n";
fcntl($answer, F_SETFD, FD_CLOEXEC) or die "descriptor 3: $!\n";

adopt_orphans();

$SIG{CHLD} = sub { };
$SIG{PIPE} = 'IGNORE';
my $end = ticks() + $seconds;
pipe(my $output, my $to_output) or die "no pipe: $!\n";
pipe(my $errors, my $to_errors) or die "no pipe: $!\n";
pipe(my $reason, my $failed) or die "no pipe: $!\n";
my $script = fork // die "no process: $!\n";
if ($script == 0) {
  $SIG{$_} = 'DEFAULT' for qw(HUP INT QUIT TERM CHLD PIPE);
  sigprocmask(SIG_SETMASK, POSIX::SigSet->new);
  POSIX::setsid();
  umask 022;
  chdir '/';
  open(STDIN, '<', '/dev/null');
  POSIX::dup2(fileno $to_output, 1);
  POSIX::dup2(fileno $to_errors, 2);
  # What the charm was started with is not for the script.
  if (opendir(my $open, '/proc/self/fd')) {
    POSIX::close($_) for grep { /^\d+$/ && $_ > 2 && $_ != fileno $failed } readdir $open;
  }
  { no warnings 'exec'; exec { $file } $file }
  # A text: syswrite itself clears the error.
  syswrite $failed, "$!";
  POSIX::_exit(127);
}
close $_ for $to_output, $to_errors, $failed;
if (my $error = read_reason($reason)) {
  say_line("not-started $error");
  exit;
}

my %relayed = (fileno($output) => [$output, \*STDOUT], fileno($errors) => [$errors, \*STDERR]);
my $has_ended = 0;
while (1) {
  while ((my $ended = waitpid(-1, WNOHANG)) > 0) {
    next if $ended != $script;
    $has_ended = 1;
    say_line(WIFSIGNALED($?) ? 'killed ' . WTERMSIG($?) : 'exited ' . WEXITSTATUS($?));
  }
  # What it leaves behind may stay, a service for instance; a job waits for what can still write into its log.
  last if $has_ended && !%relayed;
  if (ticks() >= $end) {
    end_all();
    relay() for 1 .. 16;
    say_line('over-limit');
    last;
  }
  relay(0.25) and next;
  # The charm is gone.
  end_all();
  last;
}

# Passes on what the script has written. Returns whether the charm is still there.
sub relay {
  my ($wait) = @_;
  my $ready = '';
  vec($ready, $_, 1) = 1 for 0, keys %relayed;
  return 1 if select($ready, undef, undef, $wait // 0) <= 0;
  for my $number (grep { vec($ready, $_, 1) } keys %relayed) {
    my ($from, $to) = @{ $relayed{$number} };
    my $count = sysread $from, my $bytes, 65536;
    next if !defined $count;
    delete $relayed{$number} if $count == 0;
    for (my $done = 0; $done < $count;) {
      my $written = syswrite($to, $bytes, $count - $done, $done);
      # A child that ends meanwhile interrupts it, and nothing may be lost by that.
      last if !defined $written && $! != POSIX::EINTR();
      $done += $written // 0;
    }
  }
  return !vec($ready, 0, 1);
}

# Ends all that the script has started: what has not gone by itself within the grace is killed.
sub end_all {
  my $kill = ticks() + $grace;
  my $name = 'TERM';
  for my $pass (0 .. 200) {
    1 while waitpid(-1, WNOHANG) > 0;
    my @left = descendants() or return;
    $name = 'KILL' if ticks() >= $kill;
    # Each is told once, in its own time to go. Who waits for its output to be read has to be read.
    kill $name, @left if $pass == 0 || $name eq 'KILL';
    relay(0.1);
    select(undef, undef, undef, 0.05);
  }
}

sub say_line { syswrite $answer, "$_[0]\n" }
${scriptFamily}`;
