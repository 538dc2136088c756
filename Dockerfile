# The simulated JD Cloud in a container: docs/simulator.md. Needs iothub.jar alone: mvn package, then docker build -t iothub-simulator .
FROM eclipse-temurin:21-jre-alpine

COPY iothub-sdk-cli/target/iothub.jar /opt/iothub/iothub.jar

# Nobody's user; what --state keeps belongs into a volume that it may write.
RUN addgroup -S iothub && adduser -S -G iothub -h /var/lib/iothub iothub
USER iothub
WORKDIR /var/lib/iothub

EXPOSE 8080

# On all interfaces of the container, whose ports are closed until somebody publishes them: -p 127.0.0.1:8080:8080.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "/opt/iothub/iothub.jar", "simulate", "--port", "8080", "--listen-on-all-interfaces"]
