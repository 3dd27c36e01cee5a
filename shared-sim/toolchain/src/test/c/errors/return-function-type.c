// expect: 3:11 error function
typedef int function(void);
function f(void);
int main(void) { return 0; }
