// expect: 4:18 error finsh finish
int main(int argc, char **argv) {
  (void)argv;
  if (argc) goto finsh;
finish:
  return 0;
}
