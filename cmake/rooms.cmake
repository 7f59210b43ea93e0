# room(NAME USES … LIBS …): static library from src/NAME/*.cpp, test binary NAME_test from src/NAME/*_test.cpp.
# USES are the rooms it may include; LIBS are third-party libraries whose headers this room alone includes.

add_library(panhuo_plain_flags INTERFACE)
target_compile_options(panhuo_plain_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
  -Wno-restrict                # g++ 12 warns of overlaps inside std::string that cannot happen (GCC bug 105651)
  -ffp-contract=off            # fused multiply-add would round differently on other processors
  -fno-omit-frame-pointer)
target_compile_definitions(panhuo_plain_flags INTERFACE _GLIBCXX_ASSERTIONS PANHUO_VERSION="${PROJECT_VERSION}")
target_include_directories(panhuo_plain_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
add_library(panhuo_flags INTERFACE)
target_link_libraries(panhuo_flags INTERFACE panhuo_plain_flags)
if(PANHUO_SANITIZE)
  # Null, object-size and vptr: the address sanitizer stops there too. They and alignment, which this processor does
  # not mind, took a quarter of the whole build.
  target_compile_options(panhuo_flags INTERFACE -fsanitize=address,undefined
                         -fno-sanitize=null,alignment,object-size,vptr -fno-sanitize-recover=all)
  target_link_options(panhuo_flags INTERFACE -fsanitize=address,undefined)
endif()

function(room_library NAME FOLDER)
  cmake_parse_arguments(R "" "" "USES;LIBS" ${ARGN})
  file(GLOB SOURCES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${FOLDER}/*.cpp)
  list(FILTER SOURCES EXCLUDE REGEX "_test\\.cpp$")
  if(NOT SOURCES)
    return()
  endif()
  add_library(${NAME} STATIC ${SOURCES})
  target_link_libraries(${NAME} PUBLIC panhuo_flags ${R_USES} PRIVATE ${R_LIBS})
  if(PANHUO_TESTS)
    file(GLOB TESTS CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${FOLDER}/*_test.cpp)
    if(TESTS)
      add_executable(${NAME}_test ${TESTS})
      target_link_libraries(${NAME}_test PRIVATE ${NAME} ${R_LIBS} panhuo_testing)
      if(PANHUO_SANITIZE)
        target_compile_options(${NAME}_test PRIVATE -O0)  # tests are compiled more often than they run: half the time
      endif()
      add_test(NAME ${NAME} COMMAND ${NAME}_test)
      set_tests_properties(${NAME} PROPERTIES TIMEOUT 1500 WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
                           ENVIRONMENT
        "PANHUO_HOME=${CMAKE_SOURCE_DIR};RC_PARAMS=seed=20240319;PANHUO_WORKER=${CMAKE_BINARY_DIR}/bin/panhuo-worker;LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/leaks.txt:print_suppressions=0")
    endif()
  endif()
endfunction()

function(room NAME)
  room_library(${NAME} ${NAME} ${ARGN})
endfunction()

function(worker_room FOLDER NAME)
  room_library(${NAME} ${FOLDER} ${ARGN})
endfunction()

function(program NAME MAIN ROOM)
  if(EXISTS ${CMAKE_SOURCE_DIR}/${MAIN} AND TARGET ${ROOM})
    add_executable(${NAME} ${MAIN})
    target_link_libraries(${NAME} PRIVATE ${ROOM})
    set_target_properties(${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
  endif()
endfunction()
