cat /etc/shadow
echo secret > /etc/passwd
cat < nowhere
rmdir /bin
kill -SEGV $$ &
wait
(exit 3); echo $?
exit
