#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct word {
  char *text;
  struct word *next;
};

static struct word *words;

static int depth(int n) {
  int half = n / 2;
  return n <= 1 ? 1 : 1 + depth(half);
}

static void push(const char *text) {
  struct word *word = malloc(sizeof *word);
  word->text = malloc(strlen(text) + 1);
  strcpy(word->text, text);
  word->next = words;
  words = word;
}

int main(void) {
  int deep = depth(40);
  double third = 1.0 / 3.0;
  push("bell");
  push("cell");
  for (struct word *at = words; at; at = at->next) {
    printf("%s %d %.6f\n", at->text, deep, third);
  }
  return deep;
}
