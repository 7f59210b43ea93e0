# Third-party libraries, all from Debian 12 main (scripts/setup installs them).
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(ZLIB REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(CLI11 REQUIRED)
find_package(GDAL REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(TOMLPP REQUIRED IMPORTED_TARGET tomlplusplus)

# nlohmann's target brings -I only; mark its headers as system ones so that our warnings stay ours.
foreach(LIB nlohmann_json::nlohmann_json fmt::fmt CLI11::CLI11)
  get_target_property(DIRS ${LIB} INTERFACE_INCLUDE_DIRECTORIES)
  if(DIRS)
    set_target_properties(${LIB} PROPERTIES INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${DIRS}")
  endif()
endforeach()

add_library(panhuo_geos INTERFACE)
target_link_libraries(panhuo_geos INTERFACE geos_c)
# Headers only: no part of Boost is linked.
add_library(panhuo_boost INTERFACE)
target_compile_definitions(panhuo_boost INTERFACE BOOST_ERROR_CODE_HEADER_ONLY BOOST_ASIO_NO_DEPRECATED)
target_link_libraries(panhuo_boost INTERFACE OpenSSL::SSL Threads::Threads)
pkg_check_modules(PROJ REQUIRED IMPORTED_TARGET proj)
add_library(panhuo_proj INTERFACE)
target_link_libraries(panhuo_proj INTERFACE PkgConfig::PROJ)
find_path(PROTOZERO_HEADERS protozero/pbf_writer.hpp REQUIRED)  # headers only
add_library(panhuo_protozero INTERFACE)
target_include_directories(panhuo_protozero SYSTEM INTERFACE ${PROTOZERO_HEADERS})
# Only src/report/map_canvas.cpp draws; PRIVATE to its room.
pkg_check_modules(PANGOCAIRO REQUIRED IMPORTED_TARGET pangocairo cairo-pdf)
add_library(panhuo_pango INTERFACE)
target_link_libraries(panhuo_pango INTERFACE PkgConfig::PANGOCAIRO)
add_library(panhuo_toml INTERFACE)
target_link_libraries(panhuo_toml INTERFACE PkgConfig::TOMLPP)

if(PANHUO_TESTS)
  find_package(GTest REQUIRED)
  # Where tests read books and cases from: another tree only for a copy with planted faults (scripts/planted_faults).
  set(PANHUO_TEST_DATA "${CMAKE_SOURCE_DIR}" CACHE PATH "the tree whose books and cases the tests read")
  add_library(panhuo_test_tree STATIC tests/test_tree.cpp)
  target_include_directories(panhuo_test_tree PRIVATE src)
  target_compile_definitions(panhuo_test_tree PRIVATE PANHUO_TEST_TREE="${PANHUO_TEST_DATA}")
  add_library(panhuo_testing INTERFACE)
  target_link_libraries(panhuo_testing INTERFACE panhuo_test_tree GTest::gtest GTest::gtest_main rapidcheck Threads::Threads
                        nlohmann_json::nlohmann_json fmt::fmt)
endif()
