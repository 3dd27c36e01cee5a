// expect: 3:3 1 error retrun return
int main(void) {
  retrun 0;
}
