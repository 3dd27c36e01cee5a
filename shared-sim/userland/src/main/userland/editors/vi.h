/* vi(1): what its parts share. Rows are counted from 0, columns are bytes of a line. */
#ifndef VI_H
#define VI_H

#include "../tools/tool.h"

struct line {
  char *text; /* ends with a NUL */
  int length;
  int marked; /* for :global */
};

/* Lines in a register: whole ones, or the end of the first to the begin of the last. */
struct lines {
  struct line *at;
  int count, whole;
};

struct place {
  int row, column;
};

/* What an operator works on, from its first character up to before the end. */
struct range {
  struct place from, to;
  int whole;
};

enum { MARKS = 26, BEFORE_JUMP = 26, LONG_LINE = 0x7fffff };

extern struct vi {
  struct line *lines;
  int count, room;
  int is_empty; /* the only line stands for none */
  struct place cursor;
  int wanted; /* the column of the screen for up and down, or -1 */
  int top;    /* the first row on the screen */
  int changed, ended;
  int repeats; /* the count of the command, for the next "." */
  int asks;    /* the cursor is behind what is typed on the last line */
  char *file;
  char **files; /* as the command line had them */
  int file_count, file_at;
  struct place marks[MARKS + 1]; /* row -1: not set; the last is where the last jump began */
  char message[512];
} vi;

extern struct vi_options {
  int autoindent, expandtab, ignorecase, list, number, readonly, showmode, wrapscan;
  int tabstop, shiftwidth;
} vi_options;

/* vi_buffer.c: lines, and what undoes their changes */
void vi_replace(int at, int old, struct line *fresh, int count); /* takes the fresh lines over */
void vi_set_line(int at, const char *text, int length);
void vi_insert_text(int row, int column, const char *text, int length);
void vi_delete_text(int row, int column, int length);
struct line vi_new_line(const char *text, int length);
void vi_delete_range(const struct range *range);
void vi_load(struct line *lines, int count); /* a file's, which nothing undoes */
void vi_begin_change(void);
int vi_undo(int further); /* 0 where nothing is left */
void vi_undo_line(void);

/* vi_register.c */
struct lines *vi_register(int name); /* 0 is the one without a name; NULL: there is none */
void vi_yank(const struct range *range, int name);
void vi_keep_deleted(const struct range *range, int name);
void vi_put(int name, int count, int before, int whole); /* as lines, or as they are */
char *vi_register_text(int name);                        /* to be freed; NULL where it is empty */

/* vi_keys.c */
int vi_key(void);
void vi_push(const int *keys, int count); /* they come next */
void vi_push_text(const char *text);
void vi_drop_waiting(void);
void vi_repeat_begin(void);
void vi_repeat_forget_last(void); /* the key that came last is not to be repeated */
void vi_repeat_keep(void);        /* what has been typed since is what . does */
int vi_repeat(int count);
int vi_typed(void); /* how many keys since the beginning of the command */
void vi_repeat_cut(int count);
void vi_retype(int from, int to); /* keys of this command come once more */

/* vi_move.c */
enum move { MOVE_FAILED, MOVE_NONE, MOVE_BEFORE, MOVE_ONTO, MOVE_LINES };
enum move vi_move(int key, int count, int operator);
int vi_first_word(int row); /* the column of the first character that is no blank */
int vi_width_to(int row, int column);
int vi_column_at(int row, int width);
int vi_next(int row, int column);
int vi_previous(int row, int column);
void vi_jump_from_here(void);
void vi_settle(void); /* puts the cursor onto a character */
struct place *vi_mark(int name);

/* vi_search.c */
int vi_compile(const char *pattern, int length); /* an empty one is the last; 0 with a message */
int vi_match(int row, int from, int *begin, int *end);
int vi_search(int forward, struct place *at);
enum move vi_search_move(int key, int count);
void vi_substitute(int first, int last, const char *rest);
int vi_group(int number, int *begin, int *end); /* of the match that was found last */

/* vi_change.c */
int vi_operate(int operator, int count, int name); /* reads its motion; 0: nothing changed */
void vi_shift(int first, int last, int right, int times);
void vi_join(int row, int count, int with_blanks);
void vi_filter(int first, int last, const char *command);
void vi_report(int count, const char *what);

/* vi_insert.c */
void vi_insert(int count, int on_lines); /* so many times, as lines of their own or not */
void vi_overwrite(int count);
int vi_indent_of(int row);
char *vi_indent_text(int width); /* to be freed */

/* vi_command.c */
void vi_command(void);

/* vi_ex.c, vi_line.c, vi_file.c, vi_set.c */
void vi_ex(const char *text);
char *vi_ask(const char *prompt); /* to be freed; NULL where it was left */
int vi_read_file(const char *name, struct line **lines, int *count, long *bytes, int *whole);
void vi_edit(const char *name);
int vi_write(int first, int last, const char *name, int adds, int forced);
void vi_write_lines(int first, int last, int descriptor);
void vi_set(char *words);
int vi_shell(const char *command, int input, struct lines *output);

/* vi_draw.c */
void vi_draw(void);
void vi_forget_screen(void);
void vi_scroll_to_cursor(void);
int vi_rows(void);
int vi_bottom(void); /* the last row that is on the screen whole */
void vi_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
void vi_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
void vi_beep(void); /* and what other keys were to come does not */
void vi_leave_screen(void);
void vi_enter_screen(void);
void vi_wait(void);

#endif
