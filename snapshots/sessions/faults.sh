cat /etc/shadow
echo secret > /etc/passwd
cat < nowhere
rmdir /bin
sh -c "kill -SEGV \$\$"
(exit 3); echo $?
exit
