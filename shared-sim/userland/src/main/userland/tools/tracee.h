#ifndef TRACEE_H
#define TRACEE_H

/* A process that is traced, and what strace prints of its calls. */
#define TRACEE_TEXT 8192
#define TRACEE_WORDS 17
#define TRACEE_RESULT 6
#define TRACEE_CALL 11
#define TRACEE_EXECUTED 4

/* So many bytes of a text are shown. */
extern int tracee_longest;

/* For the one that becomes a program: it stands until somebody lets it go on. */
void tracee_begin(void);
int tracee_attach(int pid);
void tracee_options(int pid, int follows);
void tracee_go_on(int pid, int signal);
int tracee_message(int pid);
void tracee_registers(int pid, long *all);

/* Into a buffer of TRACEE_TEXT bytes: arguments that are known before the call, and the rest. */
void tracee_name(int number, char *text);
void tracee_before(int pid, int number, const long *arguments, char *text);
void tracee_behind(int pid, int number, const long *arguments, long result, char *text);
void tracee_result(int number, long result, char *text);

/* The signal that it stands for; 0 where its whole process was stopped. */
int tracee_signal(int pid, char *text);

#endif
