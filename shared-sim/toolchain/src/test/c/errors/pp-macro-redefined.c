// expect: 3:9 warning SIZE
#define SIZE 1
#define SIZE 2
int main(void) { return SIZE; }
