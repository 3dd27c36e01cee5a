/* help: what the shell itself can do. */
#include <stdio.h>
#include <string.h>

#include "builtins.h"

static const struct topic {
  const char *name;
  const char *form;
  const char *text;
} topics[] = {{".", ". FILE", "run the commands of a file here"},
              {":", ":", "do nothing"},
              {"[", "[ TEST ]", "test, with a bracket behind it"},
              {"bg", "bg [%JOB]", "let a job go on in the background"},
              {"break", "break [N]", "leave a loop"},
              {"cd", "cd [FOLDER]", "go to a folder"},
              {"command", "command NAME ...", "run it, even if a function hides it"},
              {"continue", "continue [N]", "go on with a loop's next round"},
              {"echo", "echo [TEXT ...]", "print words"},
              {"eval", "eval [TEXT ...]", "run words as a command"},
              {"exec", "exec [PROGRAM ...]", "become another program"},
              {"exit", "exit [STATUS]", "end the shell"},
              {"export", "export NAME[=VALUE]", "give a variable to programs"},
              {"false", "false", "fail"},
              {"fg", "fg [%JOB]", "bring a job to the foreground"},
              {"getopts", "getopts LETTERS NAME", "take options one by one"},
              {"help", "help [NAME ...]", "say what the shell can do"},
              {"history", "history", "list what was typed"},
              {"jobs", "jobs [-lp]", "list stopped and background jobs"},
              {"kill", "kill [-SIGNAL] PID|%JOB", "send a signal"},
              {"local", "local NAME[=VALUE]", "keep a variable inside a function"},
              {"printf", "printf FORMAT [ARG ...]", "print in a form"},
              {"pwd", "pwd", "print the folder you are in"},
              {"read", "read [-r] NAME ...", "read a line into variables"},
              {"readonly", "readonly NAME[=VALUE]", "never change a variable again"},
              {"return", "return [STATUS]", "leave a function"},
              {"set", "set [-eux] [ARG ...]", "set options and arguments"},
              {"shift", "shift [N]", "drop the first arguments"},
              {"test", "test EXPRESSION", "compare, and ask about files"},
              {"times", "times", "print the time that was used"},
              {"trap", "trap COMMAND SIGNAL", "run something when a signal comes"},
              {"true", "true", "succeed"},
              {"type", "type NAME ...", "say what a name stands for"},
              {"ulimit", "ulimit [-HSacdflmnprstuvw] [N]", "limit what programs may use"},
              {"umask", "umask [MODE]", "set the rights that new files lack"},
              {"unset", "unset [-f] NAME", "drop a variable or a function"},
              {"wait", "wait [PID|%JOB]", "wait for the background"}};

static int show(const char *name) {
  size_t i;
  for (i = 0; i < sizeof topics / sizeof *topics; i++) {
    if (strcmp(topics[i].name, name) == 0) {
      printf("%s\n  %s\n", topics[i].form, topics[i].text);
      return 0;
    }
  }
  complain("help: nothing about %s", name);
  return 1;
}

int builtin_help(int count, char **arguments) {
  int status = 0;
  size_t i;
  int argument;
  for (argument = 1; argument < count; argument++) {
    status |= show(arguments[argument]);
  }
  if (count > 1) {
    return status;
  }
  puts("The shell's own commands; \"ls /bin\" shows the\nprograms, \"man NAME\" tells of one.\n");
  for (i = 0; i < sizeof topics / sizeof *topics; i++) {
    printf("%-9s %s\n", topics[i].name, topics[i].text);
  }
  puts(
      "\nKeys: Up and Down for what was typed, Ctrl-R\nto search it, Tab completes a name, Ctrl-C\n"
      "ends a program, Ctrl-Z stops it, Ctrl-L\nclears the screen.\n"
      "While all programs wait, time passes at once:\n\"sleep 1000\" does not keep you waiting.");
  return 0;
}
