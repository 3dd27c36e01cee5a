// expect: 5:12 error heigth height
struct s { int width, height; };
int main(void) {
  struct s v = {1, 2};
  return v.heigth;
}
