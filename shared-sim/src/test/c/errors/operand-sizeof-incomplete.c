// expect: 4:22 error incomplete
struct s;
int main(void) {
  return (int)sizeof(struct s);
}
