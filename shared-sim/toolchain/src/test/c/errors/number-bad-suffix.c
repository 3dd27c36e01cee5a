// expect: 3:10 error end in xyz
int main(void) {
  return 12xyz;
}
