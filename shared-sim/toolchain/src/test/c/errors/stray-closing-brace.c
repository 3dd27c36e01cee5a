// expect: 5:1 error }
int main(void) {
  return 0;
}
}
