// expect: 3:5 error array
typedef int row[3];
row f(void);
int main(void) { return 0; }
