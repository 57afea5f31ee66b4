# SPDX-License-Identifier: Apache-2.0
# Tests on a machine without Qt: <QTest> is then tests/without_qt/QTest, and what moc does is done here.

# Writes <test>.moc: the functions that follow Q_SLOTS in the test's class.
function(odimo_list_test_functions source folder)
    file(READ ${source} text)
    string(REGEX REPLACE ".*Q_SLOTS:" "" text "${text}")
    string(REGEX REPLACE "\n(private:|};).*" "" text "${text}")
    string(REGEX MATCHALL "\n    void [A-Za-z0-9_]+\\(\\)" functions "${text}")
    set(list "")
    foreach(function IN LISTS functions)
        string(REGEX REPLACE ".*void ([A-Za-z0-9_]+).*" "\\1" name "${function}")
        if(name MATCHES "^(init|cleanup|initTestCase|cleanupTestCase)$")
            message(FATAL_ERROR "${source}: tests/without_qt does not know ${name}")
        endif()
        string(APPEND list "        {\"${name}\", &TestedClass::${name}},\n")
    endforeach()
    if(NOT list)
        message(FATAL_ERROR "${source} has no test functions behind Q_SLOTS")
    endif()
    get_filename_component(base ${source} NAME_WE)
    file(CONFIGURE OUTPUT ${folder}/${base}.moc @ONLY CONTENT
         "std::vector<odimo::checks::TestFunction<TestedClass>> TestFunctions::all()\n{\n    return {\n@list@    };\n}\n")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
endfunction()

# Lets a test or program be built against tests/without_qt in place of Qt.
function(odimo_without_qt target source)
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/${target}_functions)
    odimo_list_test_functions(${CMAKE_CURRENT_SOURCE_DIR}/${source} ${folder})
    target_include_directories(${target} BEFORE PRIVATE ${PROJECT_SOURCE_DIR}/tests/without_qt ${PROJECT_SOURCE_DIR}
                                                        ${folder})
endfunction()
