// expect: 3:7 warning idle
int main(void) {
  int idle = 5;
  return 0;
}
