// expect: 3:6 error return int [3]
typedef int row[3];
row f(void);
int main(void) { return 0; }
