echo hello
ls /
pwd
whoami
cat /etc/passwd | grep root | wc -l
mkdir work; cd work; pwd
echo one > a; echo two >> a; cat a
ls -l missing
nosuchcommand
echo $?
exit
