// expect: 4:15 error incomplete
struct s;
int main(void) {
  return (int)sizeof(struct s);
}
