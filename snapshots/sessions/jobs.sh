while true; do :; done
#key ^C
echo status $?
cat
#key ^Z
jobs
kill -KILL %1
jobs
cat | cat -n
typed
#key ^D
sleep 1 & wait; echo done
#key ^D
