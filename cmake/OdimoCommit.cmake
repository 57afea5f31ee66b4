# SPDX-License-Identifier: Apache-2.0
# odimo_commit: the header odimo_commit.h with ODIMO_COMMIT, what git says the sources are, or "" outside of a
# checkout. Only programs use it, so that a commit does not link every test again. Included by CMakeLists.txt, and run as
# a script at each build, which writes the header where it has changed.
if(CMAKE_SCRIPT_MODE_FILE)
    # A checkout of another user, as in a container, is asked too.
    execute_process(COMMAND git -C ${SOURCE} -c safe.directory=* describe --always --exclude=* --abbrev=12 --dirty=-modified
                    OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    file(CONFIGURE OUTPUT ${HEADER} CONTENT "#define ODIMO_COMMIT \"${commit}\"\n")
    return()
endif()

set(header ${PROJECT_BINARY_DIR}/commit/odimo_commit.h)
add_custom_target(odimo_commit_header BYPRODUCTS ${header} COMMENT ""
    COMMAND ${CMAKE_COMMAND} -D SOURCE=${PROJECT_SOURCE_DIR} -D HEADER=${header} -P ${CMAKE_CURRENT_LIST_FILE})
add_library(odimo_commit INTERFACE)
target_include_directories(odimo_commit INTERFACE ${PROJECT_BINARY_DIR}/commit)
add_dependencies(odimo_commit odimo_commit_header)
