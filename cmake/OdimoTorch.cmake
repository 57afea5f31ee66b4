# SPDX-License-Identifier: Apache-2.0
# LibTorch for the modules that may see it (core/learn, core/tasks). Included at the top level, because imported targets
# belong to the folder that found them.

find_package(Torch REQUIRED)
find_package(OpenMP REQUIRED) # at::parallel_for is a header that needs it

if(TORCH_CXX_FLAGS MATCHES "_GLIBCXX_USE_CXX11_ABI=0") # Then strings of all modules must be the old ones.
    add_compile_definitions(_GLIBCXX_USE_CXX11_ABI=0)
endif()

option(ODIMO_TORCH_PCH "Precompile the LibTorch headers (fast rebuilds of one file)" OFF)

# LibTorch for the modules that may see it: system headers, little debug information, vectorised loops.
add_library(odimo_torch INTERFACE)
target_include_directories(odimo_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
target_link_libraries(odimo_torch INTERFACE ${TORCH_LIBRARIES} OpenMP::OpenMP_CXX)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    # LibTorch brings the C++ library with it. Some compilers put a second one into each program: then std::call_once
    # crashes, as each has its own idea of what is to be called.
    target_link_libraries(odimo_torch INTERFACE "-l:libstdc++.so.6")
endif()
separate_arguments(odimo_torch_flags UNIX_COMMAND "${TORCH_CXX_FLAGS}")
target_compile_options(odimo_torch INTERFACE ${odimo_torch_flags} -g1 -O3)

function(odimo_uses_torch target)
    target_link_libraries(${target} PRIVATE odimo_torch)
    if(ODIMO_TORCH_PCH)
        target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/core/learn/torch.h)
    endif()
    # Its headers take longer than everything else: all files of a module are one.
    set_target_properties(${target} PROPERTIES UNITY_BUILD ${ODIMO_UNITY} UNITY_BUILD_BATCH_SIZE 0)
endfunction()
