# XCU 2.12 Shell execution environment, sh
#### command string and its parameters
sh -c 'echo $0 $# $1 $2' a b c
| a 2 b c
#### commands from standard input
echo 'echo from stdin; echo $#' | sh; echo 'echo $1' | sh -s arg
| from stdin
| 0
| arg
#### script and its parameters
echo 'echo $0 $1 $#' > s; sh s a b
| s a 2
#### options of sh
sh -f -c 'echo *'; sh -ec 'false; echo no'; echo $?; sh -uc 'echo $nope' 2>/dev/null; echo $?
| *
| 1
| 2
#### options after plus
sh +f -c 'case $- in *f*) echo on;; *) echo off;; esac'
| off
#### environment is imported
FOO=bar sh -c 'echo $FOO; FOO=new; sh -c "echo \$FOO"'
| bar
| new
#### IFS is not imported
IFS=x sh -c 'y=axb; set -- $y; echo $#'
| 1
#### subshell does not change the parent
x=1; f() { echo old; }; (x=2; f() { echo new; }; set -f; umask 077; cd /); echo $x; f; echo $-| grep -c f; umask
| 1
| old
| 0
| 0022
#### exit trap with -c
sh -c 'trap "echo bye" EXIT; ls /nonexistent 2>/dev/null'; echo $?
| bye
| 2
#### last command in a trap still runs
sh -c 'trap "echo t" EXIT; true'
| t
#### the environment of a child
env -i A=1 sh -c 'echo $A ${PATH:+path}'
| 1 path
#### exported functions do not exist
f() { echo f; }; sh -c 'f' 2>/dev/null; echo $?
| 127
#### a variable passed through several levels
export L=0; sh -c 'L=$((L+1)); sh -c "L=\$((L+1)); echo \$L"'; echo $L
| 2
| 0
#### PPID
a=$$; b=$(sh -c 'echo $PPID'); sh -c '[ $PPID -gt 0 ] && echo ok'
| ok
#### reading a script line by line
printf 'echo a\nexit 3\n)syntax error\n' > s; sh s; echo $?
| a
| 3
#### a function survives until its use
echo 'f() { echo lib $1; }' > lib; . ./lib; f x; (f y)
| lib x
| lib y
#### large values
x=0123456789; x=$x$x$x$x$x; x=$x$x$x$x; echo ${#x}; y=$(echo $x); [ "$x" = "$y" ] && echo same
| 200
| same
#### many variables
i=0; while [ $i -lt 40 ]; do eval v$i=$i; i=$((i+1)); done; echo $v0 $v39 $((v20+v19))
| 0 39 39
#### many commands in a row
i=0; while [ $i -lt 300 ]; do x=$i; unset x; f() { echo $i; }; i=$((i+1)); done; f
| 300
