// expect: 2:9 warning pragma
#pragma unheard of
int main(void) { return 0; }
