// expect: 3:1 warning unused_label
int main(void) {
unused_label:
  return 0;
}
