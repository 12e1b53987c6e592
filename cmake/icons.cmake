# Draws the icons of FROM (SVG) into TO, in the sizes that phones ask for; the browser's own is the
# drawing itself.

function(draw name side file)
    execute_process(COMMAND rsvg-convert -w ${side} -h ${side} -o ${TO}/${file} ${FROM}/${name}.svg
                    COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(MAKE_DIRECTORY ${TO})
file(COPY ${FROM}/favicon.svg DESTINATION ${TO})
draw(favicon 192 icon-192.png)
draw(favicon 512 icon-512.png)
draw(maskable 512 maskable-512.png)
