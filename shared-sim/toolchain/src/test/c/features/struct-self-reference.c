#include <stdio.h>
#include <stdlib.h>

struct node {
  int value;
  struct node *next;
};

static struct node *push(struct node *head, int value) {
  struct node *n = malloc(sizeof *n);
  n->value = value;
  n->next = head;
  return n;
}

static struct node *reverse(struct node *head) {
  struct node *result = 0;
  while (head) {
    struct node *next = head->next;
    head->next = result;
    result = head;
    head = next;
  }
  return result;
}

int main(void) {
  struct node *list = 0;
  for (int i = 0; i < 6; i++) list = push(list, i * i);
  for (struct node *n = list; n; n = n->next) printf("%d ", n->value);
  putchar('\n');
  list = reverse(list);
  printf("%d %d\n", list->next->next->value, list->next->next->next->next->next->value);
  for (struct node **p = &list; *p;) {
    if ((*p)->value % 2) {
      struct node *dead = *p;
      *p = dead->next;
      free(dead);
    } else {
      p = &(*p)->next;
    }
  }
  int count = 0;
  while (list) {
    struct node *n = list;
    printf("%d ", n->value);
    list = list->next;
    free(n);
    count++;
  }
  putchar('\n');
  return count;
}
