// expect: 6:27 2 error end of the whole object
struct text {
  int length;
  char letters[];
};
struct text list[] = {{1, "a"}};
struct outer {
  int before;
  struct text last;
} outer = {1, {2, {}}}, text = {1, {2, "b"}}, wrong = {1, {2, {'b'}}};
int main(void) { return 0; }
