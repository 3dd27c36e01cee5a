/* A paragraph for each program: its form, what it does, and the options that it has here. */
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>

#include "programs.h"

static const struct page {
  const char *name;
  const char *form;
  const char *text;
} pages[] = {
    {"[", "[ EXPRESSION ]", "Is test under another name, with a bracket at the end."},
    {"awk", "awk [-F SEPARATOR] [-v NAME=VALUE] PROGRAM [FILE ...]",
     "Runs a program for each line that it reads. A rule is PATTERN { ACTION }: /EXPRESSION/ { "
     "print $2 } prints the second word of each line that matches. $0 is the line, $1 its first "
     "word, NF how many words there are, NR the number of the line. BEGIN { } runs before, END "
     "{ } behind everything. There are variables, arrays, functions, if, while, for, printf, "
     "getline, split, gsub and more, as POSIX has them. -F: what words end with, -f FILE: the "
     "program is in a file."},
    {"basename", "basename PATH [SUFFIX]",
     "Prints what is behind the last slash of a path, without a suffix."},
    {"capsh", "capsh [OPTION ...] [-- SHELL ARGUMENTS]",
     "Shows and changes capabilities, and may end as a shell. --print shows all; --drop=LIST "
     "takes some from the bounding set; --caps=TEXT sets them; --inh=LIST, --addamb=LIST; "
     "--uid=N, --user=NAME, --keep=1; --secbits=N; --decode=HEX names bits; --explain=NAME says "
     "what one allows."},
    {"cat", "cat [-n] [FILE ...]",
     "Prints files one behind the other; -n numbers the lines. Without a file it prints what it "
     "reads."},
    {"chmod", "chmod [-R] MODE FILE ...",
     "Changes who may read, write and run a file. MODE is octal (755) or like u+x or go-w. -R "
     "goes into folders."},
    {"chown", "chown [-R] USER[:GROUP] FILE ...", "Gives a file to another user, and group."},
    {"chroot", "chroot FOLDER [PROGRAM ...]",
     "Starts a program for which FOLDER is the root directory."},
    {"clear", "clear", "Clears the screen."},
    {"cmp", "cmp [-s] [-l] FILE FILE",
     "Says where two files differ first; -l: every byte that does, -s: nothing, for the status "
     "alone."},
    {"comm", "comm [-123] FILE FILE",
     "Compares two sorted files: lines of the first alone, of the second alone, and of both, in "
     "three columns; -1, -2 and -3 leave one out."},
    {"cp", "cp [-r] FROM ... TO", "Copies files; -r copies folders with what is in them."},
    {"curl",
     "curl [-fiIOsSv] [-d DATA] [-H HEADER] [-o FILE] [-w FORMAT] [-X METHOD] [--unix-socket "
     "PATH] URL",
     "Makes a request by HTTP and prints the answer: -i with its head, -I the head alone, -o "
     "into a file, -O under its own name. -d sends data, by POST if -X names no method, several "
     "of them with & between, and no file; -H adds a header. -f: status 22 when the server "
     "refuses. -s: without a message when it fails, -S with it all the same. -v shows what is "
     "said on both sides. -w %{http_code} prints the status. --unix-socket asks a server of "
     "this machine, as Docker's: curl --unix-socket /var/run/docker.sock "
     "http://localhost/version."},
    {"cut", "cut -f LIST [-d CHARACTER] [FILE ...]",
     "Prints fields of each line, or with -c its characters and with -b its bytes. LIST is like "
     "1,3-5. Fields end with a tab, or the character of -d; -s leaves out lines without one."},
    {"date", "date [-u] [-d DATE | -s DATE] [+FORMAT]",
     "Prints the machine's date and time, as strftime(3) takes a format; -s sets them, as "
     "2001-01-01 or 2001-01-01 12:30. -d prints that date instead, also from seconds since 1970 "
     "behind an @; -u in the time of Greenwich. TZ names the zone, as "
     "CET-1CEST,M3.5.0,M10.5.0/3."},
    {"dd", "dd [if=FILE] [of=FILE] [bs=N] [count=N]",
     "Copies bytes in blocks: skip=N leaves out blocks of what is read, seek=N of what is "
     "written, conv=notrunc keeps what stands behind them, status=none says nothing at the end. "
     "N may be like 4k or 1M."},
    {"df", "df [-hk] [--output=COLUMN,...] [FILE ...]",
     "Prints how full file systems are, in KiB; of those that files are on, or of all that have "
     "a size. -h: in units that fit. --output chooses among source, size, used, avail, pcent "
     "and target."},
    {"diff", "diff [-u] [-r] [-q] [-i] [-b] [-w] [-N] FILE FILE",
     "Prints what must be changed in the first file to come to the second. -u with the lines "
     "around, -U N with N of them; -r goes into folders, -q only says that they differ, -i and "
     "-b see no difference of case or of blanks. -w sees no blanks at all, -N takes a file that "
     "is not there for an empty one."},
    {"dirname", "dirname PATH", "Prints what is in front of the last slash of a path."},
    {"dmesg", "dmesg [-t] [-c] [-C]",
     "Prints what the kernel has said, each line with the seconds since the machine was "
     "started; -t leaves those out. -c empties its memory of it afterwards, -C without printing."},
    {"docker", "docker COMMAND [OPTION ...] [NAME ...]",
     "Makes containers from images, and looks after them: run, ps, exec, logs, stop, rm, "
     "inspect, diff, images, and more that docker lists by itself; docker COMMAND --help says "
     "which options there are. docker compose up makes what a file compose.yaml describes, and "
     "down takes it away again. The image busybox has the programs of this machine. What it "
     "keeps is in /var/lib/docker, and whatever it does, strace -f shows."},
    {"dockerd", "dockerd",
     "Serves docker's engine at /var/run/docker.sock until it is ended: who is root or in the "
     "group docker may ask it, and then has it do what root can. Root's docker needs it not, "
     "and is the engine itself; whoever cannot be, asks it."},
    {"du", "du [-ashb] [--apparent-size] [FILE ...]",
     "Prints how many KiB files and the folders with them take. -s: only the sum of each, -a: "
     "files, too, -h: in units that fit. --apparent-size counts the bytes of the contents, -b "
     "prints those."},
    {"echo", "echo [-n] [TEXT ...]", "Prints its arguments; -n leaves out the end of the line."},
    {"env", "env [-i] [NAME=VALUE ...] [PROGRAM ...]",
     "Starts a program with other variables, or prints those that there are. -i begins with "
     "none."},
    {"expr", "expr EXPRESSION",
     "Computes, compares and matches; each operand is an argument of its own: expr 6 '*' 7."},
    {"false", "false", "Does nothing, and fails."},
    {"find", "find [FOLDER ...] [EXPRESSION]",
     "Walks through folders and prints what an expression chooses: -name PATTERN, -type f|d|l, "
     "-size N, -perm MODE, -user NAME, -newer FILE, -mtime N, -empty, with ! for not, -o for or "
     "and ( ). -exec PROGRAM {} ; runs one for each, with + for many at once; -delete, -print0, "
     "-ls, -prune. -maxdepth N goes no deeper."},
    {"findmnt", "findmnt [-n] [-o COLUMN,...] [PLACE]",
     "Shows what is mounted where, as a tree. -n leaves out the heading."},
    {"flock", "flock [-n] [-s] [-w SECONDS] FILE PROGRAM ...",
     "Runs a program while it holds a lock on a file, or with a number locks that descriptor. "
     "-n gives up when somebody else has it, -w after a time, -s shares it, -u lets go."},
    {"fold", "fold [-w N] [-s] [FILE ...]",
     "Breaks lines behind 80 bytes, or N; -s: behind a blank."},
    {"free", "free [-h] [-m]",
     "Prints how much memory there is, is used and is free, in KiB; -h: in units that fit, -m: "
     "in MiB."},
    {"getcap", "getcap [-r] [-v] FILE ...", "Prints the capabilities that files give."},
    {"getpcaps", "getpcaps PID ...", "Prints the capabilities that processes have."},
    {"grep", "grep [OPTION ...] PATTERN [FILE ...]",
     "Prints the lines that match a regular expression. -i: in any case. -v: those that do not "
     "match. -o: only what matches, -w: whole words, -x: whole lines. -c counts, -l names the "
     "files, -n numbers the lines, -r goes into folders, -q prints nothing, -m N stops after N. "
     "-A, -B and -C N print lines behind, before and around. -E takes extended expressions, -F "
     "plain text, -e PATTERN and -f FILE several."},
    {"gunzip", "gunzip [OPTION ...] [FILE ...]",
     "Decompresses what gzip has compressed: FILE.gz becomes FILE. The options are gzip's."},
    {"gzip", "gzip [-cdfklnNqrtv] [-1 ... -9] [-S SUFFIX] [FILE ...]",
     "Compresses files: FILE becomes FILE.gz, with the owner, mode and times of before. Without "
     "a file, and for -, it compresses what it reads. -c prints the result and leaves the file, "
     "-k leaves it, too; -d decompresses, -t only tries whether that would go well, -l lists "
     "how much it has saved. -1 is fast, -9 makes the smallest. -f writes over what is there "
     "and follows links, -r goes into folders, -n leaves out name and time, -N takes them back "
     "when it decompresses. It ends with 2 after a warning, 1 after an error."},
    {"head", "head [-n LINES] [-c BYTES] [FILE ...]",
     "Prints the beginning of files, 10 lines if nothing is said."},
    {"hostname", "hostname [NAME]", "Prints the machine's name, or changes it."},
    {"httpd", "httpd [-f] [-p PORT] [-h FOLDER]",
     "Serves the files of a folder by HTTP, at port 80 if none is named. It goes on in the "
     "background; with -f it stays."},
    {"id", "id [USER]", "Prints who runs it: user, group, and further groups, by name and number."},
    {"init", "init",
     "Is process 1: it starts a shell at the console, takes what orphans leave, and starts "
     "another shell when one has ended. Nobody else starts it."},
    {"ip", "ip [-4] [-br] [-o] [-n NAME] OBJECT COMMAND",
     "Shows and changes the network of a namespace. link: interfaces (add NAME type bridge; add "
     "NAME type veth peer name OTHER [netns N]; set NAME up, down, master BRIDGE, netns N, name "
     "NEW; delete). address: what they are called by (add ADDRESS/BITS dev NAME; delete). "
     "route: where packets go (add default via ADDRESS; delete; get ADDRESS). netns: namespaces "
     "with names (add, list, delete, exec NAME COMMAND). N is such a name or the number of a "
     "process. -br prints a line for each, -n asks in a namespace that has a name."},
    {"ipcmk", "ipcmk [-M BYTES] [-S COUNT] [-Q] [-p MODE]",
     "Makes objects of System V with a key that is drawn: -M shared memory, -S so many "
     "semaphores, -Q a message queue; -p says who may use them, 0644 without it."},
    {"ipcrm", "ipcrm [-m ID] [-q ID] [-s ID] [-M KEY] [-Q KEY] [-S KEY] [-a] [-v]",
     "Removes objects of System V: shared memory (m), message queues (q) and semaphores (s), by "
     "their ids or keys; -a all, or all of one kind with --all=shm, msg or sem. Shared memory "
     "goes with the last process that has it attached."},
    {"ipcs", "ipcs [-m] [-q] [-s] [-t|-p|-c|-l|-u] [-i ID]",
     "Lists objects of System V that this ipc namespace has: shared memory (-m), message queues "
     "(-q) and semaphores (-s), or all. -t: with their times. -p: with processes. -c: with "
     "owners. -l: what there may be. -u: what there is. -i with one kind: one of them, whole."},
    {"kill", "kill [-SIGNAL] PID ...",
     "Sends a signal to a process; SIGTERM, which ends it, if none is named. -l lists them. The "
     "shell's own kill knows jobs, too: kill %1."},
    {"less", "less [-N] [-S] [FILE]",
     "Shows text a screen at a time. Blank and b go on and back, the arrows by a line, g and G "
     "to its ends; /TEXT looks for something, n for the next; q ends. -N numbers the lines, -S "
     "does not break them."},
    {"ln", "ln [-s] [-f] FILE NAME",
     "Gives a file another name; with -s a link that holds its path."},
    {"ls", "ls [OPTION ...] [FILE ...]",
     "Lists folders. -l: with type, mode, owner, size and time. -a: with names that begin with "
     "a dot. -d: the folder itself. -R: folders below, too. -1: one on a line. -t, -S: by time "
     "or size. -r: the other way round. -i: with inode numbers."},
    {"lsns", "lsns [-t TYPE] [-p PID]",
     "Lists the namespaces that processes are in: number, kind, how many processes, the first "
     "of them."},
    {"man", "man NAME", "Prints this paragraph of a program."},
    {"mkdir", "mkdir [-p] [-m MODE] FOLDER ...", "Makes folders; with -p those above, too."},
    {"mkfifo", "mkfifo NAME ...", "Makes pipes that have names."},
    {"mknod", "mknod NAME TYPE [MAJOR MINOR]",
     "Makes a device (b or c, with its numbers) or a pipe with a name (p)."},
    {"mktemp", "mktemp [-d] [-u] [-p FOLDER] [TEMPLATE]",
     "Makes a file, or with -d a folder, with a name that nobody has yet, and prints it. The "
     "last letters X of the template, three at least, are drawn. -u only prints such a name, "
     "--suffix=TEXT stands behind it, -q says nothing of what fails."},
    {"mount", "mount [-t TYPE] [-o OPTION,...] WHAT FOLDER",
     "Puts a file system at a folder: tmpfs, proc, or with --bind another folder. -o ro, "
     "nosuid, nodev, noexec and remount; --make-private and its like say whom else it reaches. "
     "Alone it prints all mounts."},
    {"mountpoint", "mountpoint [-q] FOLDER", "Says whether a file system begins at a folder."},
    {"mv", "mv FROM ... TO", "Moves files, or gives one another name."},
    {"nano", "nano [FILE]",
     "Edits a file on the whole screen: type, and move with the arrows. Control and O saves, "
     "Control and X leaves; Control and K cuts a line, U puts it back, F looks for something."},
    {"nc", "nc [-l] [-k] [-N] [-v] [-z] [-u] [-w SECONDS] HOST PORT, or -U PATH",
     "Connects to a port, or with -l waits for a connection: what it reads goes there, and what "
     "comes is printed. -U: a socket of this machine, by its path, or by an abstract name that "
     "begins with @. -N says the end of its input to the other side, -k takes one connection "
     "after the other, -z only looks whether somebody is there, and -v says so; -u: datagrams."},
    {"nl", "nl [-b a|t|n] [-n ln|rn|rz] [-w WIDTH] [-s TEXT] [-v FIRST] [-i STEP] [FILE ...]",
     "Numbers the lines that are not empty; -b a numbers all. -w says how wide numbers are, -n "
     "whether they stand left, right, or right with zeros, -s what is behind them."},
    {"nproc", "nproc", "Prints how many processors there are."},
    {"nsenter", "nsenter -t PID [-m] [-u] [-i] [-n] [-p] [-U] [-C] [-a] [PROGRAM ...]",
     "Starts a program in namespaces of a process."},
    {"od", "od [-A d|o|x|n] [-t TYPE] [-j BYTES] [-N BYTES] [-v] [FILE ...]",
     "Prints bytes as numbers: -t x1 in hexadecimal one by one, -t d4 as integers of four "
     "bytes, -c as characters. -A chooses how addresses are written, -N ends earlier, -v "
     "repeats equal rows. -j leaves out bytes at the beginning."},
    {"paste", "paste [-d LIST] [-s] [FILE ...]",
     "Puts the lines of files side by side, with tabs between or what -d says; -s: all lines of "
     "each file into one."},
    {"pgrep", "pgrep [-acfilnovx] [-P PID] PATTERN",
     "Prints the numbers of the processes whose name fits an extended regular expression: all "
     "of it with -x, the whole command line with -f. -l shows names, -a command lines, -c how "
     "many there are, -n the newest, -o the oldest, -v all others; -i: large and small letters "
     "are the same, -P PID: children of that process."},
    {"ping", "ping [-c COUNT] [-i SECONDS] [-W SECONDS] [-q] ADDRESS",
     "Sends echo requests and prints what comes back. -c: so many; -W: how long the last answer "
     "is waited for."},
    {"pivot_root", "pivot_root NEW OLD",
     "Makes the mount at NEW the root of this mount namespace, and puts the old root at OLD."},
    {"pkill", "pkill [-SIGNAL] [-filnovx] [-P PID] PATTERN",
     "Sends a signal, TERM if none is named, to the processes that pgrep would print."},
    {"printf", "printf FORMAT [ARGUMENT ...]",
     "Prints arguments in a form: %s is a word, %d a number, %x one in hexadecimal, \\n the end "
     "of a line. %2$s is the second argument."},
    {"ps",
     "ps [-eafFljHLT] [-o FIELD,...] [-p PID,...] [-u USER,...] [-C NAME,...] [--forest] "
     "[--sort KEY,...] [aux]",
     "Lists processes: those of this terminal, -e all, -f with users, parents and all words, "
     "aux with what each takes of processor and memory. -l and -j show more numbers, --forest "
     "or f whose child each is. -o chooses what is shown: pid, ppid, user, comm, args, stat, "
     "%cpu, %mem, rss, vsz, etime, lstart and more, NAME= without a heading. -L has a line for "
     "each thread, with its number (LWP) and, with -f, how many there are (NLWP); so have -T "
     "and H. -p, -u, -C, --ppid, -t and -s choose whom, -N all others; --sort=-rss puts the "
     "largest first."},
    {"pstree", "pstree [-AcnpT] [PID]",
     "Draws processes below their parents. -p: with numbers, -n: in their order, -c: each for "
     "itself, where many of the same name are drawn as one; -T without threads."},
    {"pwd", "pwd", "Prints the folder that you are in."},
    {"readlink", "readlink NAME ...", "Prints the path that a symbolic link holds."},
    {"realpath", "realpath PATH ...", "Prints paths from the root on, without links."},
    {"renice", "renice [-n] PRIORITY PID ...",
     "Lets processes take their turns before others (-20) or behind them (19)."},
    {"rev", "rev [FILE ...]", "Prints each line from its end to its beginning."},
    {"rm", "rm [-r] [-f] FILE ...",
     "Removes files, and with -r folders. -f does not mind what is not there."},
    {"rmdir", "rmdir [-p] FOLDER ...", "Removes folders that are empty."},
    {"script", "script [-aefq] [-c COMMAND] [FILE]",
     "Starts a shell, or a command with -c, on a pseudo-terminal of its own, and writes what "
     "appears there into a file as well, typescript if none is named. -a writes behind what is "
     "in it, -e ends as the command has ended, -f writes at once, -q says nothing of its own. A "
     "file with the default name that is a link needs --force."},
    {"seccomp", "seccomp [-L] [-k] [-r RULE] ... [-f FILE] ... PROGRAM ...",
     "Starts a program that may only make the system calls that rules allow; so may whatever it "
     "starts. A rule is ACTION CALL ..., such as: errno EACCES mkdir mkdirat. Actions: allow; "
     "errno, which answers with an error, EPERM if none is named; kill; kill-thread; trap "
     "(SIGSYS); log; trace. The first rule that names a call counts. default ACTION is for the "
     "rest, which is otherwise allowed, or refused with EPERM if a rule allows something. "
     "Behind the calls there may be: if arg0 == 2, with arg0 to arg5, == != < <= > >= and a "
     "mask (arg1 & 3 == 1), and more behind an: and. An argument is a number: what a pointer "
     "points at, a path for instance, no filter sees. -r takes rules with semicolons between, "
     "-f a file with one on a line and comments behind #, - for the input. The program is "
     "started by execve, which has to be allowed, too. -L: the kernel's log tells what is "
     "refused. -p prints the filter as the kernel gets it, -d FILE writes it for setpriv "
     "--seccomp-filter, -l lists the calls. It takes new privileges away from the program "
     "(no_new_privs), unless -k is given, which needs CAP_SYS_ADMIN."},
    {"sed", "sed [-n] [-E] [-i[SUFFIX]] SCRIPT [FILE ...]",
     "Edits what it reads, line by line, and prints it. s/EXPRESSION/TEXT/ replaces what "
     "matches, with g everywhere in the line; p prints a line once more, d leaves it out, q "
     "ends; a, i and c put a text behind, before or in place of a line. In front of a command "
     "stands for which lines it is: 3, 2,5, $, /EXPRESSION/, and ! turns that around. -n prints "
     "only what p prints, -E takes extended expressions, -i edits the files themselves, -e "
     "SCRIPT and -f FILE give scripts."},
    {"seq", "seq [FIRST [STEP]] LAST", "Counts, one number on a line."},
    {"setcap", "setcap (-r | CAPABILITIES) FILE ...",
     "Lets a program's file give capabilities to whoever starts it, as cap_chown+ep; -r takes "
     "them away."},
    {"setpriv", "setpriv [OPTION ...] PROGRAM ...",
     "Starts a program as somebody else, or with less of what root may do. --reuid, --regid, "
     "--clear-groups; --bounding-set, --inh-caps and --ambient-caps with lists such as "
     "-all,+chown; --securebits; --no-new-privs; --seccomp-filter with a file that seccomp -d "
     "has written. -d shows what there is."},
    {"setsid", "setsid [-w] PROGRAM ...",
     "Runs a program in a session of its own; -w waits for it."},
    {"sh", "sh [-c COMMANDS] [FILE [ARGUMENT ...]]",
     "Is the shell: it reads commands from its terminal, a file, or an argument. Its own "
     "commands are listed by help."},
    {"sleep", "sleep SECONDS",
     "Waits. While all programs of the machine wait, its time passes at once."},
    {"sort", "sort [-n] [-r] [-u] [-f] [-k FIELD] [-t CHARACTER] [-o FILE] [FILE ...]",
     "Sorts lines; -n as numbers, -r the other way round, -u without repetitions, -f in any "
     "case, -k from a field on."},
    {"ss", "ss [-l] [-a] [-t] [-u] [-x] [-n]",
     "Lists sockets: those that are connected, with -l those that listen, with -a all. -t: TCP, "
     "-u: UDP, -x: those of this machine."},
    {"stat", "stat [-L] [-c FORMAT] FILE ...",
     "Prints what the inode of a file says: size, mode, owner, links, times."},
    {"strace", "strace [-f] [-q] [-c] [-e trace=LIST] [-s SIZE] [-o FILE] PROGRAM ... | -p PID",
     "Starts a program, or watches a process, and prints each system call that it makes, with "
     "its arguments and what came back, signals, and how it ended. -f: its children, too. -e "
     "trace=open,read prints those alone, trace=!write all others; file are calls with a path, "
     "process those that make and end processes. -c counts them, and prints a table at the end. "
     "-s: so many bytes of a text, 32 if nothing is said. -o writes into a file, not to the "
     "error output; -q leaves out who is attached. Who traces another user's process needs "
     "CAP_SYS_PTRACE."},
    {"stress",
     "stress [--cpu N] [--vm N] [--vm-bytes BYTES] [--vm-keep] [--vm-hang SECONDS] [--timeout "
     "SECONDS] [--quiet]",
     "Puts load on the machine: --cpu starts so many processes that compute, --vm so many that "
     "touch every page of BYTES of memory (256M if nothing is said) and give it back, again and "
     "again; --vm-keep does not give it back, --vm-hang waits first, 0 for ever. When a worker "
     "fails or is killed, all end. BYTES may end with K, M or G."},
    {"stty", "stty [size] [rows N] [cols N] [sane] [raw] [[-]MODE...]",
     "Changes the terminal at its input: size prints rows and columns, rows and cols set them; "
     "sane makes it usual, raw takes every key as it comes. MODE is echo, icanon, isig, opost, "
     "icrnl or another flag of termios, with - in front without it."},
    {"su", "su [-] [USER] [-c COMMAND]",
     "Starts a shell as another user; only root may, since nobody has a password. - begins as a "
     "login does."},
    {"tac", "tac [FILE ...]", "Prints the lines of files, the last one first."},
    {"tail", "tail [-f] [-n LINES] [-c BYTES] [FILE ...]",
     "Prints the end of files, 10 lines if nothing is said; with -f it goes on with what is "
     "added, until it is ended."},
    {"tar", "tar -c|-x|-t [-v] [-z] [-O] [-f ARCHIVE] [-C FOLDER] [FILE ...]",
     "Puts files into an archive, takes them out (-O prints them) or lists them. -z: by way of "
     "gzip; -a, if the name of the archive says so. A compressed file is known when it is read, "
     "what comes through a pipe is not."},
    {"tee", "tee [-a] [FILE ...]", "Writes what it reads to files and prints it; -a adds to them."},
    {"test", "test EXPRESSION",
     "Compares words (= !=) and numbers (-eq -ne -lt -le -gt -ge), and asks about files: -e "
     "there, -f a file, -d a folder, -r -w -x may be used."},
    {"top", "top [-b] [-n 1]",
     "Shows the processes that have used the most time. A key draws the screen again, q ends "
     "it. -b prints it once, without the screen."},
    {"timeout", "timeout [-s SIGNAL] [-k SECONDS] SECONDS PROGRAM [ARGUMENT ...]",
     "Runs a program, and sends it SIGTERM when the time is up; then it ends with status 124. "
     "With -k it sends SIGKILL so much later."},
    {"touch", "touch [-c] [-a] [-m] [-d DATE] FILE ...",
     "Makes files that are not there, and sets the times of others to now. -d sets another "
     "time, as 2001-01-31 12:30; -a and -m one of the two alone, -c makes nothing."},
    {"tr", "tr [-c] [-d] [-s] SET [SET]",
     "Replaces characters of one set by those of another; -d drops them, -s keeps one of many, "
     "-c takes all others. A set is like a-z."},
    {"true", "true", "Does nothing, and succeeds."},
    {"tty", "tty [-s]",
     "Prints the name of the terminal at its input, or says that it is none; with -s only its "
     "status tells."},
    {"umount", "umount [-l] [-R] PLACE",
     "Takes a file system away; -l at once from sight, and later in truth."},
    {"uname", "uname [-a] [-s] [-n] [-r] [-v] [-m]",
     "Prints what the kernel says of itself: -s its name, -r its release, -n the machine's "
     "name, -m the processor, -a all."},
    {"uniq", "uniq [-c] [-d] [-u] [FILE]",
     "Drops lines that repeat the one before; -c counts them, -d prints those that repeat, -u "
     "those that do not."},
    {"unshare", "unshare [-m] [-u] [-i] [-n] [-p] [-f] [-U] [-r] [-C] [PROGRAM ...]",
     "Starts a program in namespaces of its own: mounts, host name, System V IPC, network, "
     "process numbers, users, control groups. -f forks first, which -p needs; --mount-proc "
     "mounts a /proc to match; --root changes the root; -r makes you root in there."},
    {"uptime", "uptime",
     "Prints for how long the machine has been running, and how much has waited for the "
     "processor."},
    {"vi", "vi [-R] [+COMMAND] [-c COMMAND] [FILE ...]",
     "Edits files on the whole screen. Keys are commands: h j k l and the arrows move, w b e by "
     "words, 0 ^ $ in the line, gg G to a line, / ? n N search, % to the other bracket, f t to "
     "a character; i a I A o O insert until Escape; x dd cc yy and d c y with a movement "
     "delete, change and yank, p P put that back, r R ~ J >> << change the text, u takes the "
     "last change back and, a second time, brings it again; Ctrl-R goes on in the same "
     "direction; . does the last change once more. A number in front does it so many times; m "
     "and a letter sets a mark, ' goes there; a quote and a letter names a register. :w writes, "
     ":q leaves, :q! without writing, :x and ZZ do both; :e :r open and read, :s/WHAT/BY/g "
     "replaces, with % (all) or 1,5 in front for which lines, :g/WHAT/ is for those that match; "
     ":!COMMAND runs one; :set nu, ic, ai, ts=4, sw=4, list, ro. -R is for reading only."},
    {"wc", "wc [-l] [-w] [-c] [FILE ...]", "Counts lines, words and bytes."},
    {"wget", "wget [-q] [-O FILE] URL", "Fetches a page by HTTP; -O - prints it."},
    {"which", "which [-a] PROGRAM ...",
     "Prints where a program is that a name starts; -a: all of them."},
    {"whoami", "whoami", "Prints the name of the user who runs it."},
    {"xargs", "xargs [-n N] [-I TEXT] [-0] [PROGRAM ...]",
     "Starts a program with the words that it reads as arguments; -n: N at a time, -I TEXT: one "
     "line each in place of TEXT. -0: they end with a NUL, -d C: with C, -t shows what it "
     "starts, -r starts nothing without words."},
    {"yes", "yes [TEXT]", "Prints a text again and again, until it is ended: Ctrl-C."},
    {"zcat", "zcat [FILE ...]", "Prints what gzip has compressed, decompressed."}};

static size_t columns(void) {
  struct winsize size;
  return ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_col > 10 ? size.ws_col : 80;
}

/* Words, as many on a line as there is room for. */
static void print_words(const char *text, size_t indent) {
  size_t most = columns() - 1;
  size_t at = 0;
  while (*text) {
    size_t length = strcspn(text, " ");
    if (at && at + 1 + length > most) {
      putchar('\n');
      at = 0;
    }
    at += (size_t)printf("%*s%.*s", at ? 1 : (int)indent, "", (int)length, text);
    text += length;
    text += strspn(text, " ");
  }
  putchar('\n');
}

static void list_pages(void) {
  char names[1024] = "";
  size_t page;
  for (page = 0; page < sizeof pages / sizeof *pages; page++) {
    strcat(strcat(names, pages[page].name), " ");
  }
  puts("man NAME says what a program does; there are");
  print_words(names, 0);
}

int man_main(int count, char **arguments) {
  int status = 0;
  int i;
  size_t page;
  if (count < 2) {
    list_pages();
  }
  for (i = 1; i < count; i++) {
    for (page = 0; page < sizeof pages / sizeof *pages; page++) {
      if (strcmp(pages[page].name, arguments[i]) == 0) {
        print_words(pages[page].form, 0);
        print_words(pages[page].text, 2);
        break;
      }
    }
    if (page == sizeof pages / sizeof *pages) {
      warn("nothing about %s; \"help\" tells of the shell's own commands", arguments[i]);
      status = 16;
    }
  }
  return status;
}
