# The static files with names that tell their content, the id of the build, and what an
# installation holds. The lists of what they are made from are files too, written anew only when they
# differ: a source that was removed is nothing that could be newer than what was made of it.

file(GLOB_RECURSE static_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/www/static/*)
set(static_header ${CMAKE_BINARY_DIR}/generated/view/static_files.h)
file(GLOB icon_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/www/icons/*)
set(static_list ${CMAKE_BINARY_DIR}/generated/static_sources)
file(GENERATE OUTPUT ${static_list} CONTENT "${static_sources};${icon_sources}\n")
add_custom_command(
    OUTPUT ${static_header} ${CMAKE_BINARY_DIR}/generated/view/site_css.h
    COMMAND ${CMAKE_COMMAND} -D FROM=${CMAKE_SOURCE_DIR}/www/icons -D TO=${CMAKE_BINARY_DIR}/icons
            -P ${CMAKE_SOURCE_DIR}/cmake/icons.cmake
    COMMAND ${CMAKE_COMMAND} -D FROM=${CMAKE_SOURCE_DIR}/www/static -D ICONS=${CMAKE_BINARY_DIR}/icons
            -D JOINED=${CMAKE_BINARY_DIR}/joined -D TO=${CMAKE_BINARY_DIR}/static
            -D HEADER=${static_header} -P ${CMAKE_SOURCE_DIR}/cmake/fingerprint.cmake
    DEPENDS ${static_list} ${static_sources} ${icon_sources}
            ${CMAKE_SOURCE_DIR}/cmake/icons.cmake ${CMAKE_SOURCE_DIR}/cmake/fingerprint.cmake
    COMMENT "Fingerprinting and compressing static files"
    VERBATIM)

# An ETag holds the build's id, so that a page made by other code or templates is another page.
file(GLOB_RECURSE build_id_sources CONFIGURE_DEPENDS
     ${CMAKE_SOURCE_DIR}/src/* ${CMAKE_SOURCE_DIR}/sql/* ${CMAKE_SOURCE_DIR}/www/templates/*)
set(build_id_list ${CMAKE_BINARY_DIR}/generated/build_id_sources)
file(GENERATE OUTPUT ${build_id_list} CONTENT "${build_id_sources}\n")
set(build_id_header ${CMAKE_BINARY_DIR}/generated/view/build_id.h)
add_custom_command(
    OUTPUT ${build_id_header}
    COMMAND ${CMAKE_COMMAND} -D SOURCE=${CMAKE_SOURCE_DIR} -D HEADER=${build_id_header}
            -P ${CMAKE_SOURCE_DIR}/cmake/build_id.cmake
    DEPENDS ${build_id_list} ${build_id_sources} ${static_list} ${static_sources} ${icon_sources}
            ${CMAKE_SOURCE_DIR}/cmake/build_id.cmake
    COMMENT "Computing the build's id"
    VERBATIM)

add_custom_target(static_files ALL DEPENDS ${static_header} ${build_id_header})
add_dependencies(aftercare_view static_files)

include(GNUInstallDirs)
set(share ${CMAKE_INSTALL_DATADIR}/aftercare)
install(TARGETS aftercare RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/www/templates DESTINATION ${share})
install(DIRECTORY ${CMAKE_BINARY_DIR}/static DESTINATION ${share})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/www/nginx DESTINATION ${share} USE_SOURCE_PERMISSIONS)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/sql/seed DESTINATION ${share})
