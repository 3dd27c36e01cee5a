// expect: 3:3 error break
int main(void) {
  break;
  return 0;
}
