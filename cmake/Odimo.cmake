# SPDX-License-Identifier: Apache-2.0
# Settings and helper functions shared by every module.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_package(Threads REQUIRED)

find_program(ODIMO_CCACHE ccache)
if(ODIMO_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    # A precompiled header counts by its content, which gcc has to name for that.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
    endif()
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${ODIMO_CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${ODIMO_CCACHE}) # The C of exported packages, for the tests.
endif()
find_program(ODIMO_LLD ld.lld)
if(ODIMO_LLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_link_options(-fuse-ld=lld)
endif()

option(ODIMO_UNITY "Compile several files of a module as one (fast cold builds)" OFF)

add_library(odimo_warnings INTERFACE)
target_compile_options(odimo_warnings INTERFACE -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual
                                                $<$<BOOL:${ODIMO_WERROR}>:-Werror>)
if(ODIMO_UNITY AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(odimo_warnings INTERFACE -Wshadow=local) # What is global in one file is nothing to another.
else()
    target_compile_options(odimo_warnings INTERFACE -Wshadow)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # g++ 12 sees overlapping copies in "literal" + std::string that are not there (GCC bug 105651).
    target_compile_options(odimo_warnings INTERFACE -Wno-restrict)
endif()

# odimo_module(<name> SOURCES <files...> [APART <files...>] [PUBLIC <targets...>] [PRIVATE <targets...>])
# A module is a folder of core/ (or widgets/), a static library odimo_<name> and a namespace odimo::<name>. Files that define
# other things by the names of other files (in anonymous namespaces) stand apart: with ODIMO_UNITY they are compiled alone.
function(odimo_module name)
    cmake_parse_arguments(ARG "" "" "SOURCES;APART;PUBLIC;PRIVATE" ${ARGN})
    add_library(odimo_${name} STATIC ${ARG_SOURCES} ${ARG_APART})
    set_source_files_properties(${ARG_APART} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    target_include_directories(odimo_${name} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(odimo_${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE} odimo_warnings)
    set_target_properties(odimo_${name} PROPERTIES UNITY_BUILD ${ODIMO_UNITY} UNITY_BUILD_BATCH_SIZE 8)
endfunction()

# Release: what a test computes itself is little, so that it is compiled for fast builds.
function(odimo_compile_as_test target)
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
endfunction()

# The meta-objects of the classes of one file, which includes them as <base>.moc. AUTOMOC would look for others in all headers
# that the target includes, and compile a file more.
function(odimo_moc target source)
    get_filename_component(base ${source} NAME_WE)
    set(generated ${CMAKE_CURRENT_BINARY_DIR}/${base}.moc)
    add_custom_command(OUTPUT ${generated}
        COMMAND Qt6::moc -o ${generated} ${CMAKE_CURRENT_SOURCE_DIR}/${source}
        DEPENDS ${source}
        COMMENT "" VERBATIM)
    target_sources(${target} PRIVATE ${generated})
    target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
endfunction()

# odimo_test(<file.cpp> LIBS <targets...> [LABELS <labels...>])
# tests/core/platform/tst_diana.cpp becomes the CTest test core/platform/diana.
function(odimo_test source)
    cmake_parse_arguments(ARG "" "" "LIBS;LABELS" ${ARGN})
    file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR}/tests ${CMAKE_CURRENT_SOURCE_DIR})
    get_filename_component(base ${source} NAME_WE)
    string(REGEX REPLACE "^tst_" "" subject ${base})
    string(REPLACE "/" "_" target "tst_${folder}_${subject}")
    add_executable(${target} ${source})
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    target_compile_definitions(${target} PRIVATE ODIMO_TEST_DATA="${PROJECT_SOURCE_DIR}/tests")
    target_link_libraries(${target} PRIVATE ${ARG_LIBS} odimo_warnings)
    odimo_compile_as_test(${target})
    if(ODIMO_TESTS_WITH_QT)
        odimo_take_test_headers(${target} "${ARG_LIBS}" "${ARG_LABELS}")
        odimo_moc(${target} ${source})
        target_link_libraries(${target} PRIVATE Qt6::Test)
    else()
        odimo_without_qt(${target} ${source})
    endif()
    add_test(NAME ${folder}/${subject} COMMAND ${target})
    # Waiting threads sleep soon, as those of the host's workers do: on a busy machine they would take each other's time.
    # How long a test may take is CTest's to say, not Qt's.
    set_tests_properties(${folder}/${subject} PROPERTIES
        TIMEOUT 600
        LABELS "${ARG_LABELS}"
        ENVIRONMENT "GOMP_SPINCOUNT=10000;QTEST_FUNCTION_TIMEOUT=3600000;QT_QPA_PLATFORM=offscreen;LANG=C.UTF-8;TZ=UTC;ODIMO_BIN=${CMAKE_BINARY_DIR}/bin")
endfunction()
