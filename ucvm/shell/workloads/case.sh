for word in one two --flag file.c file.tar.gz -x 42 '' nothing; do
    for again in 1 2 3 4 5 6 7 8; do
        case $word in
        --*) kind=long ;;
        -[a-z]) kind=short ;;
        *.tar.gz | *.tgz) kind=archive ;;
        *.[ch]) kind=source ;;
        [0-9]*) kind=number ;;
        '') kind=empty ;;
        *) kind=word ;;
        esac
    done
done
