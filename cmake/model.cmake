# The trained brain: errand-train makes a model of skills/*/phrases.*.txt and lists.*.txt, and the room
# `brain` holds its bytes, so that the program needs no file beside it. Training is deterministic and takes
# about a minute of one core; it is optimised and not sanitized in every preset, since it is long.
enable_language(ASM)

function(errand_model)
  set(learn ${CMAKE_SOURCE_DIR}/src/brain/learn)
  set(ERRAND_MODEL ${CMAKE_BINARY_DIR}/generated/brain.model)

  file(GLOB sources CONFIGURE_DEPENDS ${learn}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "(_test|/builtin)\\.cpp$")
  add_executable(errand-train ${sources})
  target_link_libraries(errand-train PRIVATE errand_language)
  target_compile_options(errand-train PRIVATE -O2)
  if(ERRAND_SANITIZE)
    target_compile_options(errand-train PRIVATE -fno-sanitize=all)
    if(ERRAND_SANITIZE MATCHES "address")
      target_link_options(errand-train PRIVATE -fsanitize=address)
    endif()
  endif()

  file(GLOB phrases CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/skills/*/phrases.*.txt
       ${CMAKE_SOURCE_DIR}/skills/*/lists.*.txt)
  set(folders "")
  foreach(file IN LISTS phrases)
    cmake_path(GET file PARENT_PATH folder)
    list(APPEND folders ${folder})
  endforeach()
  list(REMOVE_DUPLICATES folders)
  add_custom_command(OUTPUT ${ERRAND_MODEL}
    COMMAND errand-train ${ERRAND_MODEL} ${folders}
    DEPENDS errand-train ${phrases}
    COMMENT "Training the brain on the skills' phrases" VERBATIM)

  set(assembler ${CMAKE_BINARY_DIR}/generated/brain_model.S)
  configure_file(${CMAKE_SOURCE_DIR}/cmake/model.S.in ${assembler} @ONLY)
  set_source_files_properties(${assembler} PROPERTIES OBJECT_DEPENDS ${ERRAND_MODEL})
  target_sources(errand_brain PRIVATE ${assembler})
endfunction()
