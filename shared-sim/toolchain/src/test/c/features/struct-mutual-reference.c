#include <stdio.h>

struct owner;

struct pet {
  const char *name;
  struct owner *owner;
};

struct owner {
  const char *name;
  struct pet *pets[3];
  int count;
};

static void adopt(struct owner *o, struct pet *p) {
  o->pets[o->count++] = p;
  p->owner = o;
}

int main(void) {
  struct owner ann = {"Ann", {0}, 0};
  struct pet cat = {"Tom", 0}, dog = {"Rex", &ann};
  adopt(&ann, &cat);
  adopt(cat.owner, &dog);
  printf("%s %s %d\n", dog.owner->pets[0]->name, cat.owner->pets[1]->owner->name, ann.count);
  struct later *unused = 0;
  printf("%d\n", unused == 0);
  return 0;
}
