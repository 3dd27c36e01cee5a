/* What gzip -l and -v print. */
#include <stdio.h>
#include <string.h>

#include "gzip.h"

static long long all_in, all_out;

void gzip_print_ratio(long long part, long long whole, void *file) {
  fprintf(file, "%5.1f%%", whole ? 100.0 * (double)part / (double)whole : 0.0);
}

static void print_sizes(long long in, long long out, long long header) {
  printf("%19lld %19lld ", in, out);
  gzip_print_ratio(out - (in - header), out, stdout);
}

static void print_totals(void) {
  if (all_in <= 0 || all_out <= 0) {
    return;
  }
  printf("%s", gzip_options.verbose ? "                            " : "");
  print_sizes(all_in, all_out, gzip_job.header_bytes);
  puts(" (totals)");
}

/* The name that decompressing would give. */
static void print_name(void) {
  const char *name = gzip_job.saved_name[0] ? gzip_job.saved_name : gzip_job.out_name;
  puts(name);
}

void gzip_list(int ended) {
  static int titled;
  if (ended) {
    print_totals();
    return;
  }
  if (!titled) {
    titled = 1;
    printf("%s", gzip_options.verbose ? "method  crc     date  time  " : "");
    if (!gzip_options.quiet) {
      puts("         compressed        uncompressed  ratio uncompressed_name");
    }
  }
  if (gzip_options.verbose) {
    char when[32];
    strftime(when, sizeof when, "%b %e %H:%M", localtime(&gzip_job.time));
    printf("defla %08x %s ", gzip_job.crc, gzip_job.time ? when : "            ");
  }
  all_in += gzip_job.in_bytes;
  all_out += gzip_job.out_bytes;
  print_sizes(gzip_job.in_bytes, gzip_job.out_bytes, gzip_job.header_bytes);
  putchar(' ');
  print_name();
}
