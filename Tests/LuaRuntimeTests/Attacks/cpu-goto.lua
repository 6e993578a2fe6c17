-- expect: error-limit-time
::again::
goto again
