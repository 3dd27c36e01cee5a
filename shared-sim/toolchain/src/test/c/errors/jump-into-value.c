// expect: 3:8 2 error jumps into a statement
int main(int n, char **words) {
  goto inside;
  n += ({ inside: 1; });
  switch (n) {
    case 1:
      n += ({
     case 2:
        3;
      });
  }
  return n;
}
