// expect: 3:11 error array
typedef int function(void);
function a[3];
int main(void) { return 0; }
