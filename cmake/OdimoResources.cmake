# SPDX-License-Identifier: Apache-2.0
# What the programs read besides their users' files. They look for it in ../share/odimo, where it is installed; the build
# tree has the same layout, with links to the sources, so that no program needs to know where it was built.
include(GNUInstallDirs)

foreach(resource IN ITEMS resources/platforms resources/diana resources/report-schema.json projects)
    get_filename_component(name ${resource} NAME)
    file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/share/odimo)
    file(CREATE_LINK ${PROJECT_SOURCE_DIR}/${resource} ${PROJECT_BINARY_DIR}/share/odimo/${name} SYMBOLIC)
endforeach()

install(DIRECTORY ${PROJECT_SOURCE_DIR}/resources/platforms ${PROJECT_SOURCE_DIR}/resources/diana DESTINATION ${CMAKE_INSTALL_DATADIR}/odimo)
install(FILES ${PROJECT_SOURCE_DIR}/resources/report-schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/odimo)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/projects DESTINATION ${CMAKE_INSTALL_DATADIR}/odimo FILES_MATCHING PATTERN *.odimo)
