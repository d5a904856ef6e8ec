import { scriptFamily } from '../../../core/process/perl.ts';

/**
 * The wrapper of a script, in Perl, but for its settings: perl-base is an essential package of Debian and Ubuntu, so that
 * it is on each machine. Not sh, which can't find children that have left their session, and would have to quote what a
 * secret holds. Not the charm's executable, as that is gone during an upgrade.
 */
export const program = String.raw`
use strict;
use warnings;
use Fcntl qw(:DEFAULT :flock);
use IO::Handle;
use POSIX qw(:sys_wait_h);

STDOUT->autoflush(1);
my ($folder) = $0 =~ m{^(/.*)/[^/]+$}s or fail(127, "$0 has to be started by its absolute path");
my $rehearsal = delete $ENV{BACKUP_INTEGRATOR_REHEARSAL};
my $attempt = delete($ENV{BACKUP_INTEGRATOR_ATTEMPT}) // 1;
my %environment = $set{environment} ? secret_environment() : ();

adopt_orphans();

# What Bacula ends, ends with all that it has started.
my $signal;
for my $name (qw(HUP INT TERM)) {
  my $number = POSIX->can("SIG$name")->();
  $SIG{$name} = sub { $signal //= $number };
}
$SIG{CHLD} = sub { };
$SIG{PIPE} = 'IGNORE';

my $started = time;
note("started=$started");
my $begin = ticks();
my ($code, $is_over_limit) = $set{body} eq '' ? (0, 0) : run($set{option}, $set{body});
my $ended = time;
my $seconds = int(ticks() - $begin);
my $success = $code == 0 ? " succeeded=$ended" : '';
note("started=$started ended=$ended exit=$code seconds=$seconds overlimit=$is_over_limit$success");
if ($code != 0 && $set{clean_up} ne '') {
  say_line("$set{option} failed, so that run-after-backup runs now (clean-up-on-failure)");
  undef $signal;
  my ($after) = run('run-after-backup', $set{clean_up});
  say_line("run-after-backup failed with exit code $after") if $after != 0;
}
exit $code;

# Runs a script to its end, or to its limit. Returns its exit code, and whether that was its limit.
sub run {
  my ($name, $file) = @_;
  pipe(my $reason, my $failed) or fail(126, "$name can't be started: $!");
  my $end = ticks() + $set{limit};
  my $script = fork // fail(126, "$name can't be started: $!");
  if ($script == 0) {
    $SIG{$_} = 'DEFAULT' for qw(HUP INT TERM CHLD PIPE);
    POSIX::setsid();
    $ENV{$_} = $environment{$_} for keys %environment;
    { no warnings 'exec'; exec { "$folder/$file" } "$folder/$file" }
    syswrite $failed, $! + 0;
    POSIX::_exit(127);
  }
  close $failed;
  my $status;
  my $is_over_limit = 0;
  while (1) {
    while ((my $ended = waitpid(-1, WNOHANG)) > 0) { $status = $? if $ended == $script }
    # A child that it leaves behind keeps the job waiting for as long as it can write into the job's log.
    last if defined $status && !($set{limit} && holds_output());
    if (defined $signal) { end_all(); last }
    if ($set{limit} && ticks() >= $end) { $is_over_limit = 1; end_all(); last }
    # A signal ends this, but for one that comes a moment before.
    select(undef, undef, undef, 0.25);
  }
  my $error = defined $status && $status == 127 << 8 ? read_reason($reason) : '';
  not_started($name, $file, $error) if $error;
  if ($is_over_limit) {
    say_line("$name was ended with all that it had started: it took longer than script-timeout, $set{limit_text}");
    return (124, 1);
  }
  if (defined $signal) {
    say_line("$name was ended with all that it had started, by signal $signal");
    return (128 + $signal, 0);
  }
  return (WIFSIGNALED($status) ? 128 + WTERMSIG($status) : WEXITSTATUS($status), 0);
}

# The charm may have replaced the script at this very moment: this file is then another, too.
sub not_started {
  my ($name, $file, $error) = @_;
  if ($attempt < 3 && ! -e "$folder/$file") {
    $ENV{BACKUP_INTEGRATOR_ATTEMPT} = $attempt + 1;
    $ENV{BACKUP_INTEGRATOR_REHEARSAL} = $rehearsal if defined $rehearsal;
    no warnings 'exec';
    exec { $0 } $0;
  }
  local $! = $error;
  say_line("$name can't be started: $!: is its interpreter there, and may it be executed?");
}

# Ends all that the script has started: what has not gone within some seconds is killed.
sub end_all {
  my $end = ticks() + $set{grace};
  my $name = 'TERM';
  for (my $pass = 0; $pass < 200; $pass++) {
    1 while waitpid(-1, WNOHANG) > 0;
    my @left = descendants() or return;
    $name = 'KILL' if ticks() >= $end;
    # Each is told once, in its own time to go.
    kill $name, @left if $pass == 0 || $name eq 'KILL';
    select(undef, undef, undef, 0.1);
  }
}

# Whether one of them has what this process writes to.
sub holds_output {
  my %output = map { $_ => 1 } grep { defined } map { readlink "/proc/$$/fd/$_" } 1, 2;
  for my $pid (descendants()) {
    opendir(my $open, "/proc/$pid/fd") or next;
    for my $number (readdir $open) {
      my $target = readlink "/proc/$pid/fd/$number";
      return 1 if defined $target && $target =~ /^(?:pipe|socket):/ && $output{$target};
    }
  }
  return 0;
}

# Notes a run where the charm has made a folder for it. What can't be noted keeps no job from its work.
sub note {
  my ($line) = @_;
  return if !$set{record} || defined $rehearsal;
  my ($base, $application) = $folder =~ m{^(.*)/scripts/([^/]+)$}s or return;
  my $runs = "$base/runs/$application";
  sysopen(my $lock, $runs, O_RDONLY | O_DIRECTORY | O_NOFOLLOW) or return;
  flock($lock, LOCK_EX | LOCK_NB) or select(undef, undef, undef, 0.1) for 1 .. 3;
  my $file = "$runs/$set{option}";
  my ($success) = slurp($file) =~ /\b(succeeded=\d+)/;
  $line .= " $success" if defined $success && $line !~ /succeeded/;
  my $new = "$runs/.$set{option}";
  say_line("this run can't be noted in $runs: $!") if !(write_whole($new, $line) && rename($new, $file));
}

sub write_whole {
  my ($file, $line) = @_;
  sysopen(my $out, $file, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0600) or return 0;
  return print({$out} "$line\n") && $out->flush && $out->sync && close($out);
}

# The variables that the charm has read from the secret: NAME=value, each with a NUL behind it.
sub secret_environment {
  my $file = "$folder/environment";
  sysopen(my $in, $file, O_RDONLY | O_NOFOLLOW) or fail(1, "$set{option} was not run: $file can't be read: $!");
  my ($mode, $owner) = (stat $in)[2, 4];
  fail(1, "$set{option} was not run: $file is not for root alone") if $owner != $> || $mode & 077;
  local $/;
  my $text = <$in> // '';
  return map { /^([A-Z][A-Z0-9_]*)=(.*)$/s } split /\0/, $text;
}

sub say_line { print "backup-integrator: $_[0]\n" }

sub fail {
  my ($code, $text) = @_;
  say_line($text);
  exit $code;
}
${scriptFamily}`;
