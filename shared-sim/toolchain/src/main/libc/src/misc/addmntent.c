#include <mntent.h>
#include <string.h>

/* What would end a word becomes a backslash and three octal digits. */
static void write_word(FILE *file, const char *word) {
  for (; *word; word++) {
    if (strchr(" \t\n\\", *word)) {
      fprintf(file, "\\%03o", (unsigned char)*word);
    } else {
      fputc(*word, file);
    }
  }
  fputc(' ', file);
}

/* 0, or 1 for an error, as no other function has it. */
int addmntent(FILE *file, const struct mntent *entry) {
  if (fseek(file, 0, SEEK_END) < 0) {
    return 1;
  }
  write_word(file, entry->mnt_fsname);
  write_word(file, entry->mnt_dir);
  write_word(file, entry->mnt_type);
  write_word(file, entry->mnt_opts);
  fprintf(file, "%d %d\n", entry->mnt_freq, entry->mnt_passno);
  return fflush(file) != 0;
}
