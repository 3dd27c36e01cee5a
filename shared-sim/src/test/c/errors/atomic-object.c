// expect: 2:1 error _Atomic
_Atomic int count;
int main(void) { return count; }
