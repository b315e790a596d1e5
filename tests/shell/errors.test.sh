# XCU 2.8 Exit status and errors, set -e
#### syntax error has status 2
sh -c 'if' 2>/dev/null; echo $?; sh -c 'echo a; )' 2>/dev/null; echo $?
| 2
| 2
#### syntax error message
sh -c 'fi' 2>&1 | sed 's/.*Syntax/Syntax/'
| Syntax error: "fi" unexpected
#### unexpected tokens
for s in 'then' 'a |' '(a' '{ a' 'case x' 'for 1' 'a && ;' ';' '&' 'if a; then' 'while x; do' 'echo "x' 'f( {' 'a ;; b' 'case x in (' 'echo $(' 'if a; fi'; do sh -c "$s" >/dev/null 2>&1; echo $?; done
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
#### eval of a syntax error
(eval '('; echo not here) 2>/dev/null; echo $?
| 2
#### errexit
sh -c 'set -e; false; echo not here'; echo $?
| 1
#### errexit does not look at conditions
set -e; if false; then :; fi; false || true; false && true; ! true; while false; do :; done; echo here
| here
#### errexit in a function
sh -ec 'f() { false; echo not here; }; f; echo nor here'; echo $?
| 1
#### errexit in a condition's function
sh -ec 'f() { false; echo here; }; if f; then echo yes; fi'; echo $?
| here
| yes
| 0
#### errexit in a subshell
sh -ec '(false; echo not here); echo nor here'; echo $?
| 1
#### errexit and pipelines
sh -ec 'false | true; echo here; true | false; echo not here'; echo $?
| here
| 1
#### errexit and substitutions
sh -ec 'x=$(false); echo not here'; echo $?; sh -ec 'echo $(false) here'; echo $?
| 1
| here
| 0
#### exit status of exit
sh -c 'exit 3'; echo $?; sh -c 'false; exit'; echo $?; sh -c 'exit 300'; echo $?
| 3
| 1
| 44
#### exit in a subshell
(exit 4; echo no); echo $?
| 4
#### status of a script is its last command's
sh -c 'true; false'; echo $?; sh -c ''; echo $?
| 1
| 0
#### signal status
sh -c 'kill -TERM $$'; echo $?; sh -c 'kill -9 $$' ; echo $?
| 143
| 137
#### utility error does not end the shell
cd /nonexistent 2>/dev/null; echo $?; shift 5 2>/dev/null || echo not reached
## status: 2
| 2
#### error in a special builtin ends the shell
sh -c 'set -o nonsense; echo not here' 2>/dev/null; echo $?
| 2
#### command keeps the shell alive
sh -c 'command set -o nonsense; echo here' 2>/dev/null; echo $?
| here
| 0
#### redirection error of an ordinary command
sh -c 'echo x > /nonexistent/f; echo here $?' 2>/dev/null
| here 2
#### noexec reads only
sh -n -c 'echo not here'; echo $?
| 0
#### xtrace
sh -xc 'x=1; echo a "b c"' 2>&1 >/dev/null
| + x=1
| + echo a b c
#### verbose
echo 'echo hi' > s; sh -v s 2>&1
| echo hi
| hi
#### errexit does not look into tested subshells and pipelines
set -e; (false; echo x) || echo no; ! (false; echo y); if { false; echo z; } | cat; then echo yes; fi; (false; echo not here)
## status: 1
| x
| y
| z
| yes
#### status of a command that is not found
nosuchcmd 2>/dev/null; echo $?; ./nosuch 2>/dev/null; echo $?; nosuchdir/x 2>/dev/null; echo $?
| 127
| 127
| 127
#### status of a command that cannot be executed
echo 'echo a' >f; chmod -x f; ./f 2>/dev/null; echo $?; mkdir d; ./d 2>/dev/null; echo $?
| 126
| 126
#### status of a command ended by a signal
sh -c 'kill -TERM $$'; echo $?; sh -c 'kill -KILL $$'; echo $?; sh -c 'kill -HUP $$' ; echo $?
| 143
| 137
| 129
#### message of a command that is not found
nosuchcmd 2>&1 | sed 's/.*nosuch/nosuch/'
| nosuchcmd: not found
#### a syntax error ends the shell
for s in 'fi' 'if true; fi' 'while true; done' 'case x in' 'for' 'for 1 in a; do :; done' 'echo a | | echo b' '; echo a' '&& a' 'a &&' '{ echo a' '( echo a' ')' '}' 'a()' 'a ( b )' 'if true; then echo a' 'do' 'done' 'case a in a) echo;' 'for i in a; echo' 'while; do :; done' 'if; then :; fi' '! ' 'echo a >' '< ' 'cat <<' 'a;;' '()' '{ }' 'for i do echo; done; done' 'f() echo a' 'echo `' 'a & && b' 'a | ; b'; do sh -c "$s" >/dev/null 2>&1; echo $?; done
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 0
| 2
| 2
| 2
#### commands on earlier lines have run
printf 'echo a\necho b\nfi\necho c\n' >s; sh s 2>/dev/null; echo $?
| a
| b
| 2
#### nothing of the line with the error runs
printf 'echo a; fi\n' >s; sh s 2>/dev/null; echo $?
| 2
#### a syntax error in eval
sh -c 'eval "fi"; echo no' 2>/dev/null; echo $?; sh -c 'command eval "fi"; echo yes' 2>/dev/null | sed 's/no/yes/'
| 2
| yes
#### a syntax error in a dot script
echo fi >s; sh -c '. ./s; echo no' 2>/dev/null; echo $?
| 2
#### an expansion error ends the shell
sh -c 'echo ${x?}; echo no' 2>/dev/null; [ $? -ne 0 ] && echo y; sh -c 'true ${x?} || true; echo no' 2>/dev/null; [ $? -ne 0 ] && echo y
| y
| y
#### an assignment to a readonly variable ends the shell
sh -c 'readonly a=1; a=2; echo no' 2>/dev/null; [ $? -ne 0 ] && echo y
| y
#### readonly variable in an assignment before a command
sh -c 'readonly a=1; a=2 :; echo no' 2>/dev/null; [ $? -ne 0 ] && echo y
| y
#### readonly variable in for
sh -c 'readonly a=1; for a in 1 2; do echo no; done; echo no' 2>/dev/null; [ $? -ne 0 ] && echo y
| y
#### readonly variable in read, unset and export
sh -c 'readonly a=1; echo x | read a; echo $?' 2>/dev/null; sh -c 'readonly a=1; unset a; echo no' 2>/dev/null; [ $? -ne 0 ] && echo y; sh -c 'readonly a=1; export a=2; echo no' 2>/dev/null; [ $? -ne 0 ] && echo y
| 2
| y
| y
#### errors of special builtins end the shell
for s in 'shift 5' 'export 1a' 'readonly 1a' 'set -Z' '. ./nosuch' 'unset -x a' 'trap a NOSUCH' 'exit abc' 'break abc' 'export -z a'; do sh -c "$s; echo go" 2>/dev/null; echo $?; done
| 2
| 2
| 2
| 2
| 2
| 2
| go
| 0
| 2
| 2
| 2
#### errors of regular builtins do not
for s in 'cd nosuch' 'test 1 -eq a' 'kill' 'read 1a </dev/null' 'umask 9' 'wait a' 'getopts' 'printf' 'alias nope' 'unalias nope' 'ulimit -z' 'cd -z'; do sh -c "$s; echo go" 2>/dev/null; done
| go
| go
| go
| go
| go
| go
| go
| go
| go
| go
| go
| go
#### command takes away what is special about special builtins
sh -c 'command shift 5; echo go; command . ./nosuch; echo go; command export 1a; echo go; command set -Z; echo go' 2>/dev/null
| go
| go
| go
| go
#### set -e
sh -ec 'false; echo no'; echo $?; sh -ec 'true; echo yes'; (set -e; false; echo no); echo $?
| 1
| yes
| 1
#### set -e and conditions
sh -ec 'if false; then :; fi; while false; do :; done; until true; do :; done; false || true; false && true; ! true; ! false; echo yes'
| yes
#### set -e and the end of an and-or list
sh -ec 'true && false; echo no'; echo $?; sh -ec 'false && true; echo yes'; sh -ec 'true && false || true; echo yes'; sh -ec 'false || false; echo no'; echo $?
| 1
| yes
| yes
| 1
#### set -e and pipelines
sh -ec 'false | true; echo yes'; sh -ec 'true | false; echo no'; echo $?; sh -ec '! true | false; echo yes'
| yes
| 1
| yes
#### set -e and subshells
sh -ec '(false; echo no); echo no'; echo $?; sh -ec '(false) || true; echo yes'; sh -ec 'if (false; true); then echo a; fi'
| 1
| yes
| a
#### set -e and groups
sh -ec '{ false; echo no; }; echo no'; echo $?; sh -ec '{ false; echo in; } || true; echo yes'; sh -ec '{ false; echo in; } && echo yes'
| 1
| in
| yes
| in
| yes
#### set -e and functions
sh -ec 'f() { false; echo in; }; f; echo no'; echo $?; sh -ec 'f() { false; echo in; }; f || true; echo yes'; sh -ec 'f() { false; echo in; }; if f; then echo yes; fi'
| 1
| in
| yes
| in
| yes
#### set -e and a function that returns a failure
sh -ec 'f() { return 3; }; f; echo no'; echo $?; sh -ec 'f() { return 3; }; ! f; echo yes'
| 3
| yes
#### set -e and substitutions
sh -ec 'echo $(false) yes'; sh -ec 'x=$(false); echo no'; echo $?; sh -ec 'x=$(false; echo a) ; echo no'; echo $?; sh -ec 'x=$(false) || echo yes'
| yes
| 1
| 1
| yes
#### set -e in a substitution
sh -ec 'x=$(false; true); echo yes'; echo $?
| 1
#### set -e and case, for and while bodies
sh -ec 'case a in a) false;; esac; echo no'; echo $?; sh -ec 'for i in 1 2; do echo $i; false; done; echo no'; echo $?; sh -ec 'while true; do false; done; echo no'; echo $?
| 1
| 1
| 1
| 1
#### set -e and builtins, assignments, redirections
sh -ec 'cd nosuch; echo no' 2>/dev/null; [ $? -ne 0 ] && echo y; sh -ec '<nosuch; echo no' 2>/dev/null; [ $? -ne 0 ] && echo y; sh -ec '{ :; } <nosuch; echo no' 2>/dev/null; [ $? -ne 0 ] && echo y
| y
| y
| y
#### set -e and background lists
sh -ec 'false & wait $!; echo no'; echo $?; sh -ec 'false & echo yes'; 
| 1
| yes
#### set -e and eval and dot
sh -ec 'eval false; echo no'; echo $?; sh -ec 'eval "false; echo no"; echo no'; echo $?; sh -ec 'eval false || echo yes'; echo false >s; sh -ec '. ./s; echo no'; echo $?
| 1
| 1
| yes
| 1
#### set +e
sh -ec 'set +e; false; echo yes; set -e; false; echo no'; echo $?
| yes
| 1
#### set -e and the EXIT trap
sh -ec 'trap "echo bye \$?" EXIT; false; echo no'; echo $?
| bye 1
| 1
#### set -e and not
sh -ec '! { true; }; echo yes'; sh -ec 'if ! true; then :; fi; echo yes'; sh -ec '! (exit 1); echo yes'
| yes
| yes
| yes
#### set -e with command
sh -ec 'command false; echo no'; echo $?; sh -ec 'command false || echo yes'
| 1
| yes
#### set -e set inside a function or condition
sh -c 'if set -e; false; true; then echo a; fi; false; echo no'; echo $?
| a
| 1
#### set -e in a pipeline's parts
sh -ec '{ false; echo no; } | cat; echo yes'; sh -ec 'true | { false; echo no; }; echo no'; echo $?
| yes
| 1
#### set -e and the last command of a loop
sh -ec 'for i in 1; do false && true; done; echo yes'; sh -ec 'f() { false && true; }; f; echo no'; echo $?
| yes
| 1
#### exit status of compound commands without commands run
false; for i in; do :; done; echo $?; false; while false; do :; done; echo $?; false; case a in b) ;; esac; echo $?; false; if false; then :; fi; echo $?
| 0
| 0
| 0
| 0
#### exit status of a case with an empty body
false; case a in a) ;; esac; echo $?
| 0
#### exit status of assignments, redirections and empty commands
false; a=1; echo $?; false; >f; echo $?; false; $nope; echo $?; false; eval ''; echo $?; false; . /dev/null; echo $?
| 0
| 0
| 0
| 0
| 0
#### exit status of not
! true; echo $?; ! false; echo $?; ! (exit 7); echo $?
| 1
| 0
| 0
#### exit statuses over 255
(exit 256); echo $?; (exit 257); echo $?; f() { return 300; }; f; [ $? -eq 300 -o $? -eq 44 ] && echo y
| 0
| 1
| y
#### an error message goes to standard error
sh -c 'nosuchcmd' 2>/dev/null; sh -c 'cd nosuch' 2>/dev/null; sh -c 'fi' 2>/dev/null; echo $?
| 2
#### a command line too deep in parentheses
i=0; s=; while [ $i -lt 2000 ]; do s="$s("; i=$((i+1)); done; sh -c "$s" 2>/dev/null; [ $? -ne 0 ] && echo y
| y
