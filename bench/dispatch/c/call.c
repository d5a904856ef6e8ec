/* Runs each of the commands in its arguments, each ended by `--next`, one after the other, and reads what each prints: the
   least that a charm can do. */
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static int run(char **argv) {
  int ends[2], status;
  char buffer[65536];
  pid_t child;
  posix_spawn_file_actions_t actions;
  if (pipe(ends) != 0) return 1;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  posix_spawn_file_actions_addclose(&actions, ends[1]);
  if (posix_spawnp(&child, argv[0], &actions, NULL, argv, environ) != 0) return 1;
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  while (read(ends[0], buffer, sizeof buffer) > 0) {
  }
  close(ends[0]);
  return waitpid(child, &status, 0) != child || status != 0;
}

int main(int argc, char **argv) {
  char **command = argv + 1;
  for (int index = 1; index < argc; index++) {
    if (strcmp(argv[index], "--next") != 0) continue;
    argv[index] = NULL;
    if (run(command) != 0) return 1;
    command = argv + index + 1;
  }
  return 0;
}
