# SPDX-License-Identifier: Apache-2.0
# Precompiled headers of the tests: reading Qt's and the JSON library's headers takes most of the time of a test's
# compilation. There is one set for each kind of test, and tests of one kind share it.

# What gcc checks before it takes a precompiled header: the same macros. These two name the folder of each test.
set_target_properties(Qt6::Test PROPERTIES INTERFACE_COMPILE_DEFINITIONS QT_TESTLIB_LIB)

set(standard_headers <nlohmann/json.hpp> <algorithm> <array> <cmath> <cstdint> <filesystem> <functional> <map> <memory> <numeric>
    <optional> <set> <span> <sstream> <string> <string_view> <thread> <utility> <variant> <vector>)

# odimo_test_headers(<name> LIBS <targets...> HEADERS <headers...>)
function(odimo_test_headers name)
    cmake_parse_arguments(ARG "" "" "LIBS;HEADERS" ${ARGN})
    set(source ${PROJECT_BINARY_DIR}/tests/headers/${name}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "namespace odimo {} // Holds a precompiled header.\n")
    add_library(${name} OBJECT ${source})
    target_link_libraries(${name} PRIVATE ${ARG_LIBS} Qt6::Test odimo_warnings)
    odimo_compile_as_test(${name})
    target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
endfunction()

odimo_test_headers(odimo_core_test_headers HEADERS ${standard_headers} <QSignalSpy> <QTemporaryDir> <QTest>)
if(ODIMO_GUI)
    odimo_test_headers(odimo_gui_test_headers LIBS Qt6::Widgets HEADERS ${standard_headers} <QSignalSpy> <QTemporaryDir> <QTest> <QtWidgets>)
endif()
if(ODIMO_WORKER)
    # LibTorch's header library defines the macro `slots`, so Qt is used without its keywords.
    odimo_test_headers(odimo_torch_test_headers LIBS odimo_torch HEADERS ${PROJECT_SOURCE_DIR}/core/learn/torch.h ${standard_headers}
                       <QSignalSpy> <QTemporaryDir> <QTest>)
    target_compile_definitions(odimo_torch_test_headers PRIVATE QT_NO_KEYWORDS)
endif()

# Lets a test take the headers of its kind.
function(odimo_take_test_headers target libraries labels)
    set(kind core)
    if(odimo_torch IN_LIST libraries)
        set(kind torch)
    elseif(gui IN_LIST labels)
        set(kind gui)
    endif()
    target_precompile_headers(${target} REUSE_FROM odimo_${kind}_test_headers)
endfunction()
